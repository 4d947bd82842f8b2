"""How a checked draft looks on a terminal or in a log, at any width from 60 columns up."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from reports.counting import count_words
from reports.draft import DraftCheck, DraftClaim, Known, Mark, Quoted, Reference, gravest_first
from reports.draft_words import (
    LABELS,
    backing_words,
    briefly,
    date_words,
    origin_words,
    outlet_words,
    plain,
    reason_words,
    shown_sentence,
    summary_words,
    teller_words,
    topic,
)
from reports.summary_view import LONGEST_QUOTE, changed_words, readable_day

_STRONG = "bold"
_VALUE = "bold yellow"
_QUIET = "dim"
_STYLES = {
    Mark.CONTRADICTS: "bold red",
    Mark.NEWER: "bold magenta",
    Mark.DISPUTED: "bold yellow",
    Mark.ONE_ORIGIN: "bold yellow",
    Mark.OWN: "bold yellow",
    Mark.AGREES: "bold green",
    Mark.UNKNOWN: "bold cyan",
    Mark.NOT_COMPARED: "dim",
}
_GRAVE = (Mark.CONTRADICTS, Mark.NEWER, Mark.DISPUTED)
_SHOWN_VALUE = 40
_SHOWN_WORDS = 120
_OTHERS = 3
_INDENT = (0, 0, 0, 4)


class DraftView:
    """A checked draft that rich can print: what to look at first, then every claim in its order."""

    def __init__(self, check: DraftCheck, only: Collection[Mark] = ()) -> None:
        self._check = check
        self._only = only

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The parts from top to bottom; the parts with nothing in them are left out."""
        check = self._check
        yield from _head(check)
        claims = [claim for claim in check.claims if not self._only or claim.mark in self._only]
        grave = [claim for claim in gravest_first(claims) if claim.mark in _GRAVE]
        told = [claim for claim in grave if _is_told(claim)]
        if told:
            yield from _title("Look at these first", len(told))
        for claim in told:
            yield _finding(claim)
        if not self._only or Mark.CONTRADICTS in self._only:
            yield from _within(check)
            yield from _sums(check)
            yield from _doubtful(claims)
        if claims:
            yield from _title(
                "All claims, as they stand in the text" if not self._only else "Claims", len(claims)
            )
            yield _table(claims)
        elif check.claims:
            yield Text("No claim has such a mark.", style=_QUIET)


def _head(check: DraftCheck) -> Iterator[RenderableType]:
    draft, against = check.draft, check.against
    facts = Table.grid(padding=(0, 2))
    facts.add_column(style=_STRONG, no_wrap=True)
    facts.add_column(overflow="fold")
    title = f"“{plain(draft.title)}”, " if draft.title else ""
    outlet = f"{plain(draft.outlet)}, " if draft.outlet else ""
    day = f"{readable_day(draft.date)} ({date_words(draft)})"
    facts.add_row(
        "Draft", Text(f"{plain(draft.name)}: {title}{outlet}{day}, {count_words(draft.words, 'word')}")
    )
    until = f" up to {readable_day(against.told_until)}" if against.told_until else ""
    held = f"{count_words(against.n_claims, 'claim')} of {count_words(against.n_articles, 'article')}{until}"
    facts.add_row("Held against", Text(held))
    for each in check.already_published:
        facts.add_row("Published", Text(f"already, and left out: {plain(each.url)}", style=_VALUE))
    for remark in check.remarks:
        facts.add_row("Note", Text(plain(remark.message)))
    yield facts
    yield Text()
    style = "bold red" if check.is_contradicted else _STRONG
    yield Text(f"{summary_words(check)}.", style=style)
    yield Text()


def _is_told(claim: DraftClaim) -> bool:
    """Whether there is more to show than that the draft contradicts itself."""
    return bool(claim.contradicts or claim.newer or any(r.relation == "contradict" for r in claim.references))


def _finding(claim: DraftClaim) -> RenderableType:
    head = Text.assemble(
        (f"{claim.number:>3} ", _QUIET),
        (LABELS[claim.mark], _STYLES[claim.mark]),
        "  ",
        (topic(claim), _STRONG),
    )
    place = "in the headline" if claim.in_headline else "the draft"
    told: list[RenderableType] = [_says(claim, claim.value, place), _quoted(_own_words(claim))]
    if claim.agrees is not None:
        behind = backing_words(claim.agrees)
        told.append(Padding(Text(behind, style=_QUIET), (0, 0, 0, 2), expand=False))
    if claim.mark is not Mark.NEWER:
        for known in claim.contradicts:
            told += _known(claim, known)
        if claim.more_against:
            told.append(
                Text(f"and {count_words(claim.more_against, 'answer')} more against it", style=_QUIET)
            )
        for reference in claim.references:
            if reference.relation == "contradict":
                told += _reference(reference)
    else:
        for known in claim.newer:
            told += _known(claim, known)
    return Group(head, Padding(Group(*told), _INDENT, expand=False), Text())


def _says(claim: DraftClaim, value: str, who: str) -> Text:
    """A value with who gives it; of a quotation only who, since all its words stand below."""
    if claim.kind == "quote":
        return Text(who, style=_QUIET)
    return Text.assemble((_short(value), _VALUE), (f"  {who}", _QUIET))


def _own_words(claim: DraftClaim) -> Text:
    """The draft's sentence, its value set off; of a disputed quotation the words that differ."""
    if claim.kind == "quote" and claim.contradicts:
        return _changed(claim, claim.contradicts[0].tellings[0])[0]
    return _highlighted(claim.sentence, claim.quote)


def _changed(claim: DraftClaim, told: Quoted) -> tuple[Text, Text]:
    left, right = (" ".join(plain(words).split()[:_SHOWN_WORDS]) for words in (claim.quote, told.sentence))
    return changed_words(left, right)


def _known(claim: DraftClaim, known: Known) -> Iterator[RenderableType]:
    first = known.tellings[0]
    line = Text() if claim.kind == "quote" else Text(f"{_short(known.value)}  ", style=_VALUE)
    line.append(teller_words(first), style="not bold default")
    line.append(
        f", {readable_day(first.published)}, {origin_words(known)}", style=f"not bold default {_QUIET}"
    )
    others = [plain(name) for name in known.outlets if name != first.outlet]
    if others:
        more = f" and {len(others) - _OTHERS:,} more" if len(others) > _OTHERS else ""
        line.append(f" (also {', '.join(others[:_OTHERS])}{more})", style=f"not bold default {_QUIET}")
    yield line
    yield from _telling(claim, first)
    why = Text.assemble(("why: ", _QUIET), reason_words(known.sentence))
    if known.same_origin:
        why.append(" It goes back to an origin that says what the draft says.", style=_QUIET)
    yield why


def _telling(claim: DraftClaim, told: Quoted) -> Iterator[RenderableType]:
    if claim.kind == "quote":
        yield _quoted(_changed(claim, told)[1])
    else:
        value = told.sentence[told.value_start : told.value_end] if told.value_start is not None else ""
        yield _quoted(_highlighted(told.sentence, value))
    yield Padding(
        Text(plain(told.link or told.url), style=_QUIET, overflow="fold"), (0, 0, 0, 2), expand=False
    )


def _reference(reference: Reference) -> Iterator[RenderableType]:
    yield Text.assemble(
        (_short(reference.value), _VALUE), "  ", plain(reference.source), (", reference", _QUIET)
    )
    yield Padding(Text(plain(reference.url), style=_QUIET, overflow="fold"), (0, 0, 0, 2), expand=False)
    yield Text.assemble(("why: ", _QUIET), reason_words(reference.sentence))


def _within(check: DraftCheck) -> Iterator[RenderableType]:
    if not check.within:
        return
    yield from _title("The draft contradicts itself", len(check.within))
    claims = {claim.number: claim for claim in check.claims}
    for each in check.within:
        sides = [claims[each.first], claims[each.later]]
        yield Text.assemble((f"{each.first:>3} / {each.later}  ", _QUIET), (topic(sides[0]), _STRONG))
        told: list[RenderableType] = []
        for side in sides:
            told.append(_says(side, side.value, "headline" if side.in_headline else "text"))
            told.append(_quoted(_highlighted(side.sentence, side.quote)))
        told.append(Text.assemble(("why: ", _QUIET), reason_words(each.sentence)))
        yield Padding(Group(*told), _INDENT, expand=False)
        yield Text()


def _sums(check: DraftCheck) -> Iterator[RenderableType]:
    if not check.sums:
        return
    yield from _title("Sums that do not come out", len(check.sums))
    claims = {claim.number: claim for claim in check.claims}
    for each in check.sums:
        numbers = ", ".join(str(number) for number in each.claims)
        yield Text.assemble((f"{numbers:>3}  ", _QUIET), (plain(each.working), _STRONG))
        last = claims[each.claims[-1]]
        yield Padding(_quoted(Text(_cut(shown_sentence(last.sentence)))), _INDENT, expand=False)
        yield Text()


def _doubtful(claims: Sequence[DraftClaim]) -> Iterator[RenderableType]:
    pairs = [(claim, known) for claim in claims for known in claim.doubtful]
    if not pairs:
        return
    yield from _title("Perhaps, but not sure enough to count", len(pairs))
    for claim, known in pairs:
        line = Text.assemble((f"{claim.number:>3} ", _QUIET), (_short(claim.value), _VALUE), " / ")
        line.append(_short(known.value), style=_VALUE)
        line.append(f"  {outlet_words(known)}", style=_QUIET)
        line.append(f"  {reason_words(known.sentence)}")
        yield line
    yield Text()


def _table(claims: Sequence[DraftClaim]) -> Table:
    grid = Table.grid(padding=(0, 2), expand=True)
    grid.add_column(style=_QUIET, justify="right", no_wrap=True)
    grid.add_column(ratio=2, overflow="fold")
    grid.add_column(ratio=3, overflow="fold")
    grid.add_column(ratio=3, overflow="fold")
    for claim in claims:
        known = Text(LABELS[claim.mark], style=_STYLES[claim.mark])
        more = briefly(claim)
        if more:
            known.append(f"  {more}", style="not bold default")
        grid.add_row(str(claim.number), Text(_short(claim.value), style=_STRONG), Text(topic(claim)), known)
    return grid


def _title(name: str, number: int) -> Iterator[RenderableType]:
    yield Rule(Text(f"{name} ({number:,})", style=_STRONG), align="left", style=_QUIET, characters="─")


def _quoted(words: Text) -> RenderableType:
    return Padding(Text.assemble("“", words, "”"), (0, 0, 0, 2), expand=False)


def _highlighted(sentence: str, value: str) -> Text:
    words, mark = _cut(shown_sentence(sentence), plain(value)), plain(value)
    text = Text(words)
    place = words.find(mark) if mark and mark != words else -1
    if place >= 0:
        text.stylize(_VALUE, place, place + len(mark))
    return text


def _cut(sentence: str, value: str = "") -> str:
    """A sentence of readable length, around its value."""
    if len(sentence) <= LONGEST_QUOTE:
        return sentence
    middle = max(sentence.find(value), 0) + len(value) // 2
    start = min(max(0, middle - LONGEST_QUOTE // 2), len(sentence) - LONGEST_QUOTE)
    head, tail = "… " if start else "", " …" if start + LONGEST_QUOTE < len(sentence) else ""
    return f"{head}{sentence[start : start + LONGEST_QUOTE].strip()}{tail}"


def _short(value: str) -> str:
    words = plain(value)
    return words if len(words) <= _SHOWN_VALUE else f"{words[: _SHOWN_VALUE - 1].rstrip()}…"
