"""One web page to one article. Pure: bytes in, a record out, no network and no clock."""

from __future__ import annotations

from bs4 import BeautifulSoup
from bs4.element import NavigableString
from bs4.exceptions import ParserRejectedMarkup

from extractors.articles.blocks import block_lines
from extractors.articles.body import main_part, page_text, place_links
from extractors.articles.decode import decode_text, is_binary
from extractors.articles.limits import limit
from extractors.articles.metadata import read_facts
from extractors.articles.walls import wall_of, walls
from extractors.ids import article_id, text_sha256
from extractors.records import Article, Issue, Stage


def parse_page(body: bytes, *, url: str, content_type: str | None = None) -> Article | Issue:
    """The article on an HTML page.

    Args:
        body: The page as read, decoded of its content encoding but not of its charset.
        url: Where it was read: a web URL or a `file:` path. The page may name another of its own site.
        content_type: The HTTP header, for its charset.

    Returns:
        The article, or an issue: `empty_file`, `too_big`, `binary_file`, `bad_markup`, `lost_text`, `no_text`
        or a kind of page that `walls` names.
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
    if _is_lossy(html, soup):
        return _issue(
            "lost_text", url, "was parsed, but most of its words were lost; save the article's text as a file"
        )
    text = page_text(html, lines, facts.body, marked=part.name == "article")
    wall = wall_of(facts.title, text)
    if wall:
        return _issue(wall, url, f"has no article: {walls()[wall].what}")
    if len(text) < limit("text_min_chars"):
        return _issue(
            "no_text", url, "has no article: no text was found on it; if it shows one, save it as a .txt file"
        )
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


def _is_lossy(html: str, soup: BeautifulSoup) -> bool:
    """Whether the parser dropped most of what stands between the tags, as it may do without a word."""
    if len(html) < limit("loss_check_chars"):
        return False
    given = sum(len(piece.partition(">")[2]) for piece in html.split("<"))
    kept = sum(len(words) for words in soup.descendants if isinstance(words, NavigableString))
    return kept * 100 < given * limit("loss_percent")


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
