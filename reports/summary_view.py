"""How the summary looks on a terminal or in a log, at any width from 60 columns up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from reports.summary import Agreement, Copy, Counts, Disagreement, SilentChange, Summary, Voice, WrongSum

LONGEST_QUOTE = 280
"""Code points of a sentence that are shown; a longer one is cut around its value."""

LONGEST_VALUE = 60
"""Code points of a value in the list of agreements."""

_STRONG = "bold"
_VALUE = "bold yellow"
_CHANGED = "bold red"
_QUIET = "dim"
_INDENT = (0, 0, 0, 4)
_LIST = (0, 0, 1, 4)


class SummaryView:
    """A summary that rich can print: `console.print(SummaryView(summary))`."""

    def __init__(self, summary: Summary) -> None:
        self._summary = summary

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The parts from top to bottom; the parts with nothing in them are left out."""
        summary = self._summary
        yield from _header(summary)
        yield from _contradictions(summary)
        yield from _broken_sums(summary)
        yield from _silent_edits(summary)
        yield from _against_references(summary)
        yield from _changed_quotations(summary)
        yield from _agreements(summary)
        yield from _copies(summary)
        yield from _blind_spots(summary)
        yield from _footer(summary)


def _header(summary: Summary) -> Iterator[RenderableType]:
    facts = Table.grid(padding=(0, 2))
    facts.add_column(style=_STRONG, no_wrap=True)
    facts.add_column(overflow="fold")
    facts.add_row("Read", _read_line(summary.counts))
    if summary.counts.skipped:
        facts.add_row("Skipped", _skipped_line(summary.counts))
    kinds = ", ".join(_count(number, kind) for kind, number in summary.claims_by_kind) or "none"
    held = f"{_count(summary.articles, 'article')} of {_count(summary.outlets, 'outlet')}"
    facts.add_row(
        "Held", f"{held}; {_count(summary.claims, 'claim')}" + (f": {kinds}" if summary.claims else "")
    )
    yield facts
    yield Text()


def _read_line(counts: Counts) -> str:
    line = _count(counts.read, "article")
    if counts.nothing_new:
        line += ", all known already: nothing was added"
    elif counts.read:
        parts = (
            ("new", counts.new),
            ("changed", counts.changed),
            ("read again", counts.reread),
            ("known already", counts.unchanged),
        )
        line += ": " + ", ".join(f"{number:,} {word}" for word, number in parts if number)
    if counts.repeated:
        line += f"; {counts.repeated:,} came twice"
    if counts.ready_claims:
        line += f"; {_count(counts.ready_claims, 'ready-made claim')}"
    return line


def _skipped_line(counts: Counts) -> str:
    reasons = ", ".join(f"{number:,} {code.replace('_', ' ')}" for code, number in counts.skipped)
    return f"{reasons} (see `issues`)"


def _contradictions(summary: Summary) -> Iterator[RenderableType]:
    if not summary.contradictions:
        yield from _title("Contradictions", 0, 0)
        yield Padding(Text("none that is sure enough", style=_QUIET), _LIST, expand=False)
        return
    yield from _title("Contradictions", len(summary.contradictions), summary.totals.contradictions)
    for number, item in enumerate(summary.contradictions, start=1):
        yield _disagreement(number, item, changed=False)


def _broken_sums(summary: Summary) -> Iterator[RenderableType]:
    if summary.broken_sums:
        yield from _title("Sums that do not come out", len(summary.broken_sums), summary.totals.broken_sums)
    for number, item in enumerate(summary.broken_sums, start=1):
        yield _broken_sum(number, item)


def _broken_sum(number: int, item: WrongSum) -> RenderableType:
    heading = Text.assemble((f"{number:>2}  ", _QUIET), (item.working, _STRONG))
    where = Text(item.outlet or item.url)
    where.append(f", {readable_day(item.published)}", style=_QUIET)
    sentence = " ".join(item.sentence.split())
    cut = sentence if len(sentence) <= LONGEST_QUOTE else sentence[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    return Group(heading, Padding(Group(where, _quoted(Text(cut))), _INDENT, expand=False), Text())


def _silent_edits(summary: Summary) -> Iterator[RenderableType]:
    if summary.silent_edits:
        yield from _title("Changed without a note", len(summary.silent_edits), summary.totals.silent_edits)
    for number, item in enumerate(summary.silent_edits, start=1):
        yield _silent_edit(number, item)


def _silent_edit(number: int, item: SilentChange) -> RenderableType:
    about = f"{item.subject}: {item.metric.removeprefix('other:').replace('_', ' ')}"
    heading = Text.assemble((f"{number:>2}  ", _QUIET), (about, _STRONG))
    told: list[RenderableType] = [
        Text.assemble((item.old_value, _CHANGED), " is now ", (item.new_value, _VALUE)),
        Text.assemble(item.outlet or "an unnamed outlet", ("  " + item.url, _QUIET), overflow="fold"),
    ]
    for sentence in (item.old_sentence, item.new_sentence):
        told.append(_quoted(Text(" ".join(sentence.split())[:LONGEST_QUOTE])))
    if item.copies:
        told.append(Text(f"the old value is still in: {', '.join(item.copies)}", overflow="fold"))
    return Group(heading, Padding(Group(*told), _INDENT, expand=False), Text())


def _changed_quotations(summary: Summary) -> Iterator[RenderableType]:
    if summary.changed_quotations:
        total = summary.totals.changed_quotations
        yield from _title("Changed quotations", len(summary.changed_quotations), total)
    for number, item in enumerate(summary.changed_quotations, start=1):
        yield _disagreement(number, item, changed=True)


def _against_references(summary: Summary) -> Iterator[RenderableType]:
    if summary.against_references:
        total = summary.totals.against_references
        yield from _title("Against a reference", len(summary.against_references), total)
    for number, item in enumerate(summary.against_references, start=1):
        heading = Text.assemble((f"{number:>2}  ", _QUIET), (item.question, _STRONG))
        said = Text.assemble((item.value, _VALUE), "  ", item.source)
        address = Padding(Text(item.url, style=_QUIET, overflow="fold"), (0, 0, 0, 2), expand=False)
        told = [said, address, _attribution(item.voice, with_value=True), _quoted(highlighted(item.voice))]
        why = Text.assemble(("why: ", _QUIET), item.explanation.rpartition("; ")[2])
        yield Group(heading, Padding(Group(*told, why), _INDENT, expand=False), Text())


def _disagreement(number: int, item: Disagreement, *, changed: bool) -> RenderableType:
    heading = Text.assemble((f"{number:>2}  ", _QUIET), (item.question, _STRONG))
    if changed:
        left, right = changed_words(item.left.value, item.right.value)
        told = [_quoted(left), _attribution(item.left), _quoted(right), _attribution(item.right)]
    else:
        told = [
            _attribution(item.left, with_value=True),
            _quoted(highlighted(item.left)),
            _attribution(item.right, with_value=True),
            _quoted(highlighted(item.right)),
        ]
    why = Text.assemble(("why: ", _QUIET), reason_alone(item))
    if item.left.url == item.right.url:
        why.append(" Both are in one article.", style=_QUIET)
    elif item.same_origin:
        why.append(" Both go back to one origin: it was altered on the way.", style=_QUIET)
    if item.reference is not None:
        told.append(_backing(item))
    return Group(heading, Padding(Group(*told, why), _INDENT, expand=False), Text())


def _backing(item: Disagreement) -> Text:
    sides = {"a": "the first", "b": "the second"}
    return Text.assemble(
        ("reference: ", _QUIET),
        item.reference or "",
        (f" (as {sides.get(item.reference_side or '', 'both')})", _QUIET),
    )


def reason_alone(item: Disagreement) -> str:
    """The explanation without who says what about which question: that stands in the lines above."""
    _, both, rest = item.explanation.partition(", both ")
    reason = rest.partition("; ")[2]
    return f"{reason[:1].upper()}{reason[1:]}" if both and reason else item.explanation


def _attribution(voice: Voice, *, with_value: bool = False) -> Text:
    line = Text()
    if with_value:
        line.append(voice.value, style=_VALUE)
        line.append("  ")
    line.append(voice.outlet or "no outlet named")
    line.append(f", {readable_day(voice.published)}", style=_QUIET)
    if voice.n_origins > 1:
        line.append(f", {_origins(voice.n_origins)}", style=_QUIET)
    return line


def _quoted(words: Text) -> RenderableType:
    return Padding(Text.assemble("“", words, "”"), (0, 0, 0, 2), expand=False)


def highlighted(voice: Voice) -> Text:
    """The sentence on one line, cut to `LONGEST_QUOTE` around its value, the value set off."""
    sentence = " ".join(voice.sentence.split())
    place = sentence.find(" ".join(voice.value.split()))
    if len(sentence) > LONGEST_QUOTE:
        middle = max(place, 0) + len(voice.value) // 2
        start = min(max(0, middle - LONGEST_QUOTE // 2), len(sentence) - LONGEST_QUOTE)
        cut = sentence[start : start + LONGEST_QUOTE]
        head, tail = start > 0, start + LONGEST_QUOTE < len(sentence)
        cut = re.sub(r"^\S*\s", "", cut, count=1) if head else cut
        cut = re.sub(r"\s\S*$", "", cut, count=1) if tail else cut
        sentence = ("… " if head else "") + cut + (" …" if tail else "")
        place = sentence.find(" ".join(voice.value.split()))
    text = Text(sentence)
    if place >= 0:
        text.stylize(_VALUE, place, place + len(" ".join(voice.value.split())))
    return text


def changed_words(left: str, right: str) -> tuple[Text, Text]:
    """Both wordings, the words that differ set off. Quadratic in the number of words at worst."""
    a, b = left.split(), right.split()
    left_text, right_text = Text(), Text()
    matcher = SequenceMatcher(a=a, b=b, autojunk=False)
    for tag, a_from, a_to, b_from, b_to in matcher.get_opcodes():
        style = "" if tag == "equal" else _CHANGED
        for text, words in ((left_text, a[a_from:a_to]), (right_text, b[b_from:b_to])):
            for word in words:
                text.append(" " if text else "")
                text.append(word, style=style)
    return left_text, right_text


def _agreements(summary: Summary) -> Iterator[RenderableType]:
    if not summary.agreements:
        return
    title = "Said by two or more independent origins"
    yield from _title(title, len(summary.agreements), summary.totals.agreements)
    yield Padding(_agreement_table(summary.agreements), _LIST, expand=False)


def _agreement_table(agreements: tuple[Agreement, ...]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style=_VALUE, overflow="fold", max_width=24)
    table.add_column(overflow="fold", ratio=1)
    table.add_column(style=_QUIET, justify="right", no_wrap=True)
    for item in agreements:
        told = f"{_origins(item.n_origins)}, {_count(item.n_articles, 'article')}"
        table.add_row(Text(_cut(item.value)), Text(item.question), told)
    return table


def _cut(value: str) -> str:
    words = " ".join(value.split())
    return words if len(words) <= LONGEST_VALUE else words[: LONGEST_VALUE - 1].rstrip() + "…"


def _copies(summary: Summary) -> Iterator[RenderableType]:
    if not summary.copies:
        return
    yield from _title("Copies", len(summary.copies), summary.totals.copies)
    yield Padding(Group(*(_copy_line(item) for item in summary.copies)), _LIST, expand=False)


def _copy_line(item: Copy) -> Text:
    words = {"syndicated": "copy of", "rewrite": "rewrite of", "quotes_from": "quotes from"}
    line = Text(item.outlet or item.url)
    line.append(f"  {words.get(item.kind, item.kind)} ", style=_QUIET)
    line.append(item.origin)
    if not item.direction_known:
        line.append("  (which came first is not known)", style=_QUIET)
    return line


def _blind_spots(summary: Summary) -> Iterator[RenderableType]:
    if not summary.blind_spots:
        return
    yield from _title("Blind spots", 0, 0)
    lines = (Text.assemble(f"{spot.number:,} ", (spot.what, _QUIET)) for spot in summary.blind_spots)
    yield Padding(Group(*lines), _LIST, expand=False)


def _footer(summary: Summary) -> Iterator[RenderableType]:
    yield Rule(style=_QUIET)
    yield Text.assemble(("everything is in ", _QUIET), (summary.published, _STRONG))
    yield Text("try:", style=_QUIET)
    yield Text(f"  {summary.try_sql}", no_wrap=True, overflow="ignore")  # one line, so that it can be copied


def _title(name: str, shown: int, total: int) -> Iterator[RenderableType]:
    title = name if not total else f"{name} ({total:,})"
    if shown < total:
        title += f", the first {shown:,}"
    yield Rule(Text(title, style=_STRONG), align="left", style=_QUIET, characters="─")


def readable_day(published: str | None) -> str:
    """A publication date as people write it: `2 Oct 2024`; `undated` when there is none."""
    if not published:
        return "undated"
    try:
        day = date.fromisoformat(published[:10])
    except ValueError:
        return published
    return f"{day.day} {day:%b %Y}"


def _origins(number: int) -> str:
    return _count(number, "origin")


def _count(number: int, noun: str) -> str:
    if number == 1:
        return f"1 {noun}"
    plural = f"{noun[:-1]}ies" if noun.endswith("ty") else f"{noun}s"
    return f"{number:,} {plural}"
