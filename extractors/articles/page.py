"""One web page to one article. Pure: bytes in, a record out, no network and no clock."""

from __future__ import annotations

from bs4 import BeautifulSoup
from bs4.exceptions import ParserRejectedMarkup

from extractors.articles.blocks import block_lines
from extractors.articles.body import main_part, page_text, place_links, stub_kind
from extractors.articles.decode import decode_text, is_binary
from extractors.articles.limits import limit
from extractors.articles.metadata import read_facts
from extractors.ids import article_id, text_sha256
from extractors.records import Article, Issue, Stage

_WALLS = {
    "paywall": "only a paywall notice is there; save the article's text as a file",
    "consent wall": "only a consent notice is there; save the article's text as a file",
    "robot check": "the site asks whether a person is reading; save the article's text as a file",
    "soft 404": "it says that the page does not exist; drop the link",
    "empty": "no article text was found on it; if the page shows one, save it as a .txt file",
}


def parse_page(body: bytes, *, url: str, content_type: str | None = None) -> Article | Issue:
    """The article on an HTML page.

    Args:
        body: The page as read, decoded of its content encoding but not of its charset.
        url: Where it was read: a web URL or a `file:` path. The page may name another of its own site.
        content_type: The HTTP header, for its charset.

    Returns:
        The article, or an issue: `empty_file`, `too_big`, `binary_file`, `bad_markup` or `no_text`.
        Never raises for bad input. Linear in the page for sane markup; hostile markup can take minutes
        inside the parsers' C code, so an unattended caller runs it in a process that it can end.
    """
    refused = _refuse(body, url)
    if refused:
        return refused
    html = decode_text(body, content_type, markup=True)
    try:
        soup = BeautifulSoup(html, "lxml")
        facts = read_facts(soup, url)
        part = main_part(soup)
        lines = block_lines(part)
    except (ParserRejectedMarkup, RecursionError, AssertionError) as error:
        return _issue(
            "bad_markup",
            url,
            f"cannot be parsed as HTML ({type(error).__name__}); open it in a browser and save it anew",
        )
    text = page_text(html, lines, facts.body, marked=part.name == "article")
    kind = stub_kind(facts.title, text)
    if kind:
        return _issue("no_text", url, f"has no article: {_WALLS[kind]}")
    base = facts.url if url.startswith("file:") else url
    return Article(
        article_id=article_id(facts.url),
        url=facts.url,
        outlet=facts.outlet,
        title=facts.title,
        author=facts.author,
        published=facts.published,
        text=text,
        text_sha256=text_sha256(text),
        links=place_links(text, lines, base),
    )


def _refuse(body: bytes, url: str) -> Issue | None:
    if not body.strip():
        return _issue("empty_file", url, "is empty; there is nothing to read")
    if len(body) > limit("page_bytes"):
        return _issue("too_big", url, f"is larger than {limit('page_bytes'):,} bytes; no article is")
    if is_binary(body):
        return _issue("binary_file", url, "is not a web page but a binary file; save its text instead")
    return None


def _issue(code: str, url: str, what: str) -> Issue:
    return Issue(stage=Stage.PARSE, code=code, where=url, message=f"{url[:300]} {what}.")
