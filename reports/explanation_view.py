"""How an explanation looks on a terminal or in a log, at any width from 60 columns up."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from checkers.records import Step
from reports.counting import count_words
from reports.explanation import (
    AnswerExplanation,
    Between,
    FormLine,
    PairExplanation,
    QuestionExplanation,
    Side,
)
from reports.summary_view import readable_day

SHOWN_RELATIONS = 20
"""Relations between answers that are shown; there are as many as pairs of answers."""

_STRONG = "bold"
_VALUE = "bold yellow"
_QUIET = "dim"
_STYLES = {"contradict": "bold red", "agree": "bold green", "update": "bold cyan", "different": "bold"}
_WORDS = {
    "contradict": "They contradict each other.",
    "agree": "They agree.",
    "update": "The later is news, not an error.",
    "different": "They tell of two things.",
    None: "They are not compared.",
}
_SETTLED = "→"
_OUTLETS = 4


class PairView:
    """Two claims that rich can print: side by side, slot by slot, then the verdict."""

    def __init__(self, explanation: PairExplanation) -> None:
        self._explanation = explanation

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The parts from top to bottom."""
        found = self._explanation
        yield _sides(found.left, found.right)
        yield Text()
        yield from _title(f"Slot by slot ({_SETTLED} settled it)")
        yield step_table(found.steps)
        yield Text()
        yield from _title("Verdict")
        style = _STYLES.get(found.relation or "", _STRONG)
        yield Text.assemble((_WORDS[found.relation], style), " ", found.sentence)
        facts = [f"reason {found.reason}"] if found.reason else []
        if found.confidence is not None:
            facts.append(f"confidence {found.confidence:.2f}")
        if found.severity:
            facts.append(f"severity {found.severity:.2f}")
            facts.append("worth an alert" if found.alert else "not worth an alert")
        yield Text("; ".join(facts), style=_QUIET)
        for note in found.notes:
            yield Text.assemble(("Note: ", _STRONG), note)


def _title(words: str) -> Iterator[RenderableType]:
    yield Rule(Text(words, style=_STRONG), align="left", style=_QUIET)


def _grid(*ratios: int) -> Table:
    grid = Table.grid(padding=(0, 2), expand=True)
    for place, ratio in enumerate(ratios):
        grid.add_column(
            style=_STRONG if place == 0 else None,
            no_wrap=ratio == 0,
            ratio=ratio or None,
            overflow="fold",
        )
    return grid


def _sides(left: Side, right: Side) -> Table:
    grid = _grid(0, 1, 1)
    for name, one, other in (
        ("claim", _id_words(left), _id_words(right)),
        ("outlet", left.outlet or "not named", right.outlet or "not named"),
        ("published", readable_day(left.published), readable_day(right.published)),
        ("question", left.question, right.question),
        ("subject", left.subject, right.subject),
        ("metric", left.metric, right.metric),
        ("value", Text(left.value, style=_VALUE), Text(right.value, style=_VALUE)),
        ("means", left.means, right.means),
        ("scope", left.scope, right.scope),
        ("second party", left.counterparty, right.counterparty),
        ("period", left.period or "open", right.period or "open"),
        ("status", left.status, right.status),
        ("on the word of", left.attributed_to, right.attributed_to),
        ("sentence", marked(left), marked(right)),
        ("article", left.url, right.url),
    ):
        if one or other:
            grid.add_row(name, _cell(one), _cell(other))
    return grid


def _cell(words: Text | str | None) -> Text:
    return Text(words) if isinstance(words, str) and words else words or Text("-", style=_QUIET)


def _id_words(side: Side) -> str:
    return f"{side.claim_id} ({side.external_id})" if side.external_id else side.claim_id


def marked(side: Side) -> Text:
    """The sentence with its figure set off, by »« as well as by style, so that it shows without colours."""
    if side.value_start is None or side.value_end is None:
        return Text(side.sentence)
    return Text.assemble(
        side.sentence[: side.value_start],
        (f"»{side.sentence[side.value_start : side.value_end]}«", _VALUE),
        side.sentence[side.value_end :],
    )


def step_table(steps: tuple[Step, ...]) -> Table:
    """The slots of a comparison, a line each, what settled it marked."""
    grid = _grid(0, 4, 4, 7)
    for step in steps:
        mark = _SETTLED if step.settles else " "
        found = Text(step.found, style=_STRONG if step.settles else "")
        if step.reason:
            found.append(f" [{step.reason}]", style=_QUIET)
        grid.add_row(f"{mark} {step.slot}", Text(step.left), Text(step.right), found)
    return grid


class QuestionView:
    """A question that rich can print: its answers with their tellers, then how they stand to each other."""

    def __init__(self, explanation: QuestionExplanation) -> None:
        self._explanation = explanation

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The parts from top to bottom."""
        found = self._explanation
        yield Text.assemble((found.question, _STRONG), f"  {found.verdict.replace('_', ' ')}")
        yield Text(f"{found.question_id}; {count_words(found.n_claims, 'claim')}", style=_QUIET)
        yield Text()
        for place, answer in enumerate(found.answers, start=1):
            yield from _answer(place, answer)
        if found.denials:
            yield from _title("Denied")
            yield from _forms(found.denials)
            yield Text()
        if found.between:
            yield from _title("How the answers stand to each other")
        for relation in found.between[:SHOWN_RELATIONS]:
            yield _between(relation)
        if len(found.between) > SHOWN_RELATIONS:
            yield Text(
                f"... and {len(found.between) - SHOWN_RELATIONS:,} more: --json has them all", style=_QUIET
            )


def _answer(place: int, answer: AnswerExplanation) -> Iterator[RenderableType]:
    voices = f"{count_words(answer.n_origins, 'origin')}, {count_words(answer.n_articles, 'article')}"
    yield Text.assemble((f"{place}  ", _QUIET), (answer.value, _VALUE), f"  {voices}")
    first = (
        f"first told by {answer.first_outlet or 'an unnamed outlet'}, {readable_day(answer.first_seen_at)}"
    )
    yield Padding(Text(first), (0, 0, 0, 3), expand=False)
    if answer.first_url:
        yield Padding(Text(answer.first_url, style=_QUIET, overflow="fold"), (0, 0, 0, 3), expand=False)
    yield from _forms(answer.forms)
    yield Text()


def _forms(forms: tuple[FormLine, ...]) -> Iterator[RenderableType]:
    grid = _grid(0, 3, 5, 4)
    for form in forms:
        narrowed = "; ".join(filter(None, (form.period or "no period", form.scope, form.status)))
        told = f"{count_words(form.n_claims, 'claim')}, {count_words(form.n_origins, 'origin')}"
        shown = ", ".join(form.outlets[:_OUTLETS]) or "no outlet named"
        more = f" and {len(form.outlets) - _OUTLETS:,} more" if len(form.outlets) > _OUTLETS else ""
        tellers = Text.assemble(f"{shown}{more}", (f" ({told})", _QUIET))
        grid.add_row(form.role, Text(form.value), Text(narrowed), tellers)
    yield Padding(grid, (0, 0, 0, 3))


def _between(relation: Between) -> RenderableType:
    head = Text.assemble(
        (f"{relation.left} / {relation.right}  ", _QUIET),
        (relation.relation, _STYLES.get(relation.relation, _STRONG)),
        (f" [{relation.reason}], confidence {relation.confidence:.2f}", _QUIET),
        " dismissed" if relation.dismissed else " alert" if relation.alert else "",
    )
    grid = Table.grid()
    grid.add_row(head)
    grid.add_row(Padding(Text(relation.sentence), (0, 0, 0, 3), expand=False))
    return grid
