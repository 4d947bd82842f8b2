"""The plain part of a letter: it says all that the other part says, and reads well alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from textwrap import TextWrapper

from reports.digest import Block, Change, Digest, GivenAnswer, Quotation, Slip
from reports.digest_words import (
    NOT_RULED,
    RULED,
    accuracy_words,
    count_words,
    day_words,
    first_words,
    is_web,
    name_words,
    number_words,
    sides_words,
    told_words,
)
from reports.ruling_commands import other_rulings, ruling_commands

_WIDTH = 72
_STEERING = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Signs that would steer the terminal a letter is read on, or turn the direction of what follows."""

ALERTS_SQL = "select question, value_a, value_b from contradictions where alert"
"""What shows all alerts to somebody whose letter did not hold them."""


def digest_text(digest: Digest, foot: str, locale: str = "en") -> str:
    """The whole letter in plain text, lines of at most 72 characters but for links and commands."""
    lines = [digest.name, "=" * min(len(digest.name), _WIDTH), ""]
    until = f"Articles up to {day_words(digest.told_until)}. " if digest.told_until else ""
    lines += [
        *wrap(f"{until}Only what is new since your last letter. Who is right is for you to say.", _WIDTH),
        "",
    ]
    for title, blocks in (
        ("Contradictions", digest.contradictions),
        ("Changed quotations", digest.quotations),
    ):
        lines += _section(title, [list(_block(block, locale, digest)) for block in blocks])
    edits = [[*_change(change), *_rulings(digest, change.finding_id)] for change in digest.silent_edits]
    lines += _section("Figures changed without a word to readers", edits)
    for title, slips in (
        ("Sums that do not come out", digest.broken_sums),
        ("Against references", digest.against_references),
    ):
        entries = [[*_slip(slip), *_rulings(digest, slip.finding_id)] for slip in slips]
        lines += _section(title, entries)
    lines += _section("Updates", [list(_change(change)) for change in digest.updates])
    if digest.left_out:
        more = count_words(len(digest.left_out), "more finding is", "more findings are", locale)
        lines += [*wrap(f"{more} new and did not fit here:", _WIDTH)]
        lines += [
            f'  {digest.program} sql "{ALERTS_SQL}"',
            "",
        ]
    if digest.blind_spots:
        seen = [[f"- {number_words(spot.number, locale)} {spot.what}"] for spot in digest.blind_spots]
        lines += _section("Not seen", seen, counted=False)
    lines += _section("How often it is right", [_accuracy(digest)], counted=False)
    if digest.can_be_ruled_on:
        rulings = [[f"- {why}:", f"    {command}"] for command, why in other_rulings(digest)]
        lines += _section("Other rulings", rulings, counted=False)
    return "\n".join([*lines, "-- ", *wrap(foot, _WIDTH), ""])


def _accuracy(digest: Digest) -> list[str]:
    if not digest.accuracy:
        return wrap(NOT_RULED, _WIDTH)
    return [*wrap(RULED, _WIDTH), *(f"- {accuracy_words(each)}" for each in digest.accuracy)]


def wrap(text: str, width: int, *, initial_indent: str = "", subsequent_indent: str = "") -> list[str]:
    """The lines of a text. Words with hyphens and long addresses stay whole."""
    wrapper = TextWrapper(
        width=width,
        initial_indent=initial_indent,
        subsequent_indent=subsequent_indent,
        break_on_hyphens=False,
        break_long_words=False,
    )
    return wrapper.wrap(_STEERING.sub("", text))


def _section(title: str, entries: Sequence[list[str]], *, counted: bool = True) -> list[str]:
    if not entries:
        return []
    heading = f"{title.upper()} ({len(entries)})" if counted else title.upper()
    lines = [heading, "-" * len(heading), ""]
    for entry in entries:
        lines += [*entry, ""] if counted else entry
    return lines if counted else [*lines, ""]


def _block(block: Block, locale: str, digest: Digest) -> Iterator[str]:
    yield from wrap(block.question, _WIDTH)
    for answer in block.answers:
        yield ""
        yield from _answer(answer, locale)
    yield ""
    for reason in block.reasons:
        yield from wrap(f"Why: {reason}", _WIDTH)
    if block.same_origin:
        yield "Both go back to one origin: one of them altered it."
    if block.reference:
        yield from wrap(f"Reference: {block.reference}", _WIDTH)
    for pair in block.pairs:
        yield from wrap(
            f"{digest.short(pair.finding_id)}   {sides_words(pair)}", _WIDTH, subsequent_indent="  "
        )
        yield from _rulings(digest, pair.finding_id, has_sides=True, margin="  ")


def _rulings(
    digest: Digest, finding_id: str, *, has_sides: bool = False, margin: str = "    "
) -> Iterator[str]:
    for command in ruling_commands(digest, finding_id, has_sides=has_sides):
        yield f"{margin}{command}"
    if page := digest.page_of(finding_id):
        yield f"{margin}{page}"


def _answer(answer: GivenAnswer, locale: str) -> Iterator[str]:
    origins = count_words(answer.n_origins, "independent origin", "independent origins", locale)
    articles = count_words(answer.n_articles, "article", "articles", locale)
    yield from _indented(f"* {answer.value}", "  ")
    outlets = f": {name_words(answer.outlets)}" if answer.outlets else ""
    yield from _indented(f"{origins} in {articles}{outlets}", "    ")
    yield from _indented(first_words(answer), "    ")
    for quotation in answer.quotations:
        yield from _quotation(quotation)


def _quotation(quotation: Quotation) -> Iterator[str]:
    sentence = quotation.sentence
    if quotation.start is not None and quotation.end is not None:
        start, end = quotation.start, quotation.end
        sentence = f"{sentence[:start]}[{sentence[start:end]}]{sentence[end:]}"
    yield from _indented(f"“{sentence}” ({told_words(quotation.outlet, quotation.published)})", "    ")
    if quotation.link and is_web(quotation.link):
        yield f"    {quotation.link}"


def _change(change: Change) -> Iterator[str]:
    before = f"{change.before}{_within(change.before_outlet, change.before_told)}"
    after = f"{change.after}{_within(change.after_outlet, change.after_told)}"
    yield from wrap(f"* {change.about}: {before} -> {after}", _WIDTH, subsequent_indent="  ")
    yield from _indented(f"“{change.sentence}”", "    ")
    if is_web(change.url):
        yield f"    {change.url}"
    if change.copies:
        yield from _indented(f"still told the old way by {name_words(change.copies)}", "    ")


def _slip(slip: Slip) -> Iterator[str]:
    yield from wrap(f"* {slip.words}", _WIDTH, subsequent_indent="  ")
    if slip.working:
        yield from _indented(slip.working, "    ")
    yield from _indented(f"“{slip.sentence}” ({told_words(slip.outlet, slip.published)})", "    ")
    if is_web(slip.url):
        yield f"    {slip.url}"


def _within(outlet: str | None, published: str | None) -> str:
    return f" ({told_words(outlet, published)})" if outlet or published else ""


def _indented(text: str, margin: str) -> list[str]:
    return wrap(text, _WIDTH, initial_indent=margin, subsequent_indent=margin if margin != "  " else "    ")
