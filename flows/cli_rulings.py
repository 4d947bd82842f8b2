"""`twosource review`: the rulings on the command line. What a ruling is, `flows.ruling` says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli_review import AsJson, What, at_desk, review_app
from flows.terminal import Data, NoColor, SettingsFile

if TYPE_CHECKING:
    from checkers.ruling_records import Judgement, Ruling
    from flows.desk import Desk
    from flows.ruling import Ruler

__all__ = ["review_app"]

Why = Annotated[str, typer.Option("--why", help="Why, in your words.")]
PerhapsWhy = Annotated[str, typer.Option("--why", help="Why, in your words.")]
By = Annotated[
    str | None,
    typer.Option(
        "--by", help="Who rules. [default: TWOSOURCE_USER, else your login name]", show_default=False
    ),
]


class RightSide(StrEnum):
    """Which answer is right."""

    A = "a"
    B = "b"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """The options that every ruling takes."""

    data: Path | None
    settings: Path | None
    by: str | None
    why: str
    as_json: bool
    no_color: bool


def _rule(way: _Way, made: Callable[[Desk, Ruler], list[Judgement]]) -> None:
    """Make rulings, write them, and say so; all are made before the first is written."""
    with at_desk(way.data, way.settings, way.no_color) as (desk, settings, console):
        from flows.ruler import ruler_of  # noqa: PLC0415
        from reports.review import rulings_to_json  # noqa: PLC0415
        from reports.review_view import RulingsView  # noqa: PLC0415

        kept = [desk.add(each) for each in made(desk, ruler_of(settings, way.by, way.why))]
        shown = [desk.shown(each) for each in kept]
        if way.as_json:
            print(rulings_to_json(shown))
        else:
            console.print(RulingsView(shown))


@review_app.command()
def resolve(  # noqa: PLR0917 -- the command line gives options by name
    what: What,
    why: Why,
    right: Annotated[
        RightSide | None,
        typer.Option(
            "--right", help="Which answer is right; `review show` says which is a.", show_default=False
        ),
    ] = None,
    by: By = None,
    data: Data = None,
    settings: SettingsFile = None,
    as_json: AsJson = False,
    no_color: NoColor = False,
) -> None:
    """Say that a finding is right and settled, and which answer is: it is no alert any more.

    Of a broken sum or a silent edit nothing is chosen: leave --right out.

    Examples:
        twosource review resolve fnd_1f38 --right a --why "the filing says so"
    """
    way = _Way(data=data, settings=settings, by=by, why=why, as_json=as_json, no_color=no_color)

    def made(desk: Desk, ruler: Ruler) -> list[Judgement]:
        from flows.ruling import Side  # noqa: PLC0415
        from flows.ruling import resolve as resolved  # noqa: PLC0415
        from flows.topics import topic_of  # noqa: PLC0415

        side = Side(right) if right else None
        return [resolved(topic_of(desk, desk.find(what)), side, ruler)]

    _rule(way, made)


def _on_findings(way: _Way, given: list[str], ruling: Ruling) -> None:
    def made(desk: Desk, ruler: Ruler) -> list[Judgement]:
        from flows.ruling import rule_on  # noqa: PLC0415
        from flows.topics import topic_of  # noqa: PLC0415

        ids = dict.fromkeys(desk.find(each) for each in given)
        return [rule_on(topic_of(desk, each), ruling, ruler) for each in ids]

    _rule(way, made)


Some = Annotated[list[str], typer.Argument(metavar="ID...", help="Ids of findings; beginnings will do.")]


@review_app.command()
def dismiss(  # noqa: PLR0917 -- the command line gives options by name
    what: Some,
    why: Why,
    by: By = None,
    data: Data = None,
    settings: SettingsFile = None,
    as_json: AsJson = False,
    no_color: NoColor = False,
) -> None:
    """Say that findings are nothing to look at: they never come back, unless their answers change.

    Examples:
        twosource review dismiss fnd_1f38 --why "two funds of one name"

        twosource review dismiss sum_0b5d edt_77ac --why "not worth a look"
    """
    from checkers.ruling_records import Ruling  # noqa: PLC0415

    way = _Way(data=data, settings=settings, by=by, why=why, as_json=as_json, no_color=no_color)
    _on_findings(way, what, Ruling.DISMISSED)


@review_app.command()
def confirm(  # noqa: PLR0917 -- the command line gives options by name
    what: Some,
    why: PerhapsWhy = "",
    by: By = None,
    data: Data = None,
    settings: SettingsFile = None,
    as_json: AsJson = False,
    no_color: NoColor = False,
) -> None:
    """Say that findings are right, whoever is: they stay alerts, for certain.

    Examples:
        twosource review confirm fnd_1f38 --why "asked both desks; each stands by its figure"
    """
    from checkers.ruling_records import Ruling  # noqa: PLC0415

    way = _Way(data=data, settings=settings, by=by, why=why, as_json=as_json, no_color=no_color)
    _on_findings(way, what, Ruling.CONFIRMED)


@review_app.command("wrong-match")
def wrong_match(  # noqa: PLR0917 -- the command line gives options by name
    what: Some,
    why: Why,
    by: By = None,
    data: Data = None,
    settings: SettingsFile = None,
    as_json: AsJson = False,
    no_color: NoColor = False,
) -> None:
    """Say that the two sides tell of two things, so that they are not compared any more.

    Examples:
        twosource review wrong-match fnd_1f38 --why "the seed round, and the series B"
    """
    from checkers.ruling_records import Ruling  # noqa: PLC0415

    way = _Way(data=data, settings=settings, by=by, why=why, as_json=as_json, no_color=no_color)
    _on_findings(way, what, Ruling.WRONG_MATCH)


@review_app.command("wrong-reading")
def wrong_reading(  # noqa: PLR0917 -- the command line gives options by name
    claim: Annotated[
        str, typer.Argument(metavar="CLAIM", help="A claim's id; the beginning of one will do.")
    ],
    why: Why,
    by: By = None,
    data: Data = None,
    settings: SettingsFile = None,
    as_json: AsJson = False,
    no_color: NoColor = False,
) -> None:
    """Say that a claim is not what its words say: it leaves every answer and every sum.

    The ruling is of this reading. Should a later version read the words otherwise, the claim is back.

    Examples:
        twosource review wrong-reading clm_17d5 --why "the loss of another firm"
    """
    way = _Way(data=data, settings=settings, by=by, why=why, as_json=as_json, no_color=no_color)

    def made(desk: Desk, ruler: Ruler) -> list[Judgement]:
        from flows.ruling import rule_misread  # noqa: PLC0415
        from flows.topics import claim_of  # noqa: PLC0415

        return [rule_misread(*claim_of(desk, claim), ruler)]

    _rule(way, made)


Name = Annotated[str, typer.Argument(metavar="NAME", help="A subject, as claims have it.")]


def _names(way: _Way, names: tuple[str, str], ruling: Ruling) -> None:
    def made(desk: Desk, ruler: Ruler) -> list[Judgement]:
        from flows.ruling import rule_names  # noqa: PLC0415
        from flows.topics import refuse_unknown  # noqa: PLC0415

        refuse_unknown(desk, names)
        return [rule_names(ruling, names, ruler, desk.judgements)]

    _rule(way, made)


@review_app.command()
def same(  # noqa: PLR0917 -- the command line gives options by name
    one: Name,
    other: Name,
    why: PerhapsWhy = "",
    by: By = None,
    data: Data = None,
    settings: SettingsFile = None,
    as_json: AsJson = False,
    no_color: NoColor = False,
) -> None:
    """Say that two names are one subject, so that what is told of them is compared.

    Examples:
        twosource review same "Nordlicht AI" "Nordlicht" --why "its short name"
    """
    from checkers.ruling_records import Ruling  # noqa: PLC0415

    way = _Way(data=data, settings=settings, by=by, why=why, as_json=as_json, no_color=no_color)
    _names(way, (one, other), Ruling.SAME_SUBJECT)


@review_app.command("not-same")
def not_same(  # noqa: PLR0917 -- the command line gives options by name
    one: Name,
    other: Name,
    why: PerhapsWhy = "",
    by: By = None,
    data: Data = None,
    settings: SettingsFile = None,
    as_json: AsJson = False,
    no_color: NoColor = False,
) -> None:
    """Say that two names are two subjects: nothing joins them any more.

    Examples:
        twosource review not-same "Harnby" "Harnby Systems" --why "a town, and a firm"
    """
    from checkers.ruling_records import Ruling  # noqa: PLC0415

    way = _Way(data=data, settings=settings, by=by, why=why, as_json=as_json, no_color=no_color)
    _names(way, (one, other), Ruling.NOT_SAME_SUBJECT)


@review_app.command()
def assign(  # noqa: PLR0917 -- the command line gives options by name
    what: What,
    who: Annotated[str, typer.Argument(metavar="WHO", help="Who shall look at it.")],
    why: PerhapsWhy = "",
    by: By = None,
    data: Data = None,
    settings: SettingsFile = None,
    as_json: AsJson = False,
    no_color: NoColor = False,
) -> None:
    """Say who shall look at a finding.

    Examples:
        twosource review assign fnd_1f38 ida --why "you know the round"
    """
    way = _Way(data=data, settings=settings, by=by, why=why, as_json=as_json, no_color=no_color)

    def made(desk: Desk, ruler: Ruler) -> list[Judgement]:
        from flows.ruling import assign as assigned  # noqa: PLC0415

        return [assigned(desk.find(what), who, ruler)]

    _rule(way, made)


@review_app.command()
def comment(  # noqa: PLR0917 -- the command line gives options by name
    what: What,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What you have to say.")],
    by: By = None,
    data: Data = None,
    settings: SettingsFile = None,
    as_json: AsJson = False,
    no_color: NoColor = False,
) -> None:
    """Say something on a finding, which rules nothing.

    Examples:
        twosource review comment fnd_1f38 "asked the newsroom, waiting for an answer"
    """
    way = _Way(data=data, settings=settings, by=by, why=text, as_json=as_json, no_color=no_color)

    def made(desk: Desk, ruler: Ruler) -> list[Judgement]:
        from flows.ruling import comment as commented  # noqa: PLC0415

        return [commented(desk.find(what), ruler)]

    _rule(way, made)


@review_app.command()
def undo(  # noqa: PLR0917 -- the command line gives options by name
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]", help="A ruling's, finding's or claim's id. [default: your last ruling]"
        ),
    ] = None,
    why: PerhapsWhy = "",
    by: By = None,
    data: Data = None,
    settings: SettingsFile = None,
    as_json: AsJson = False,
    no_color: NoColor = False,
) -> None:
    """Take a ruling back; what it had overruled is in force again. Both stay in the history.

    Examples:
        twosource review undo

        twosource review undo fnd_1f38 --why "the wrong one"
    """
    way = _Way(data=data, settings=settings, by=by, why=why, as_json=as_json, no_color=no_color)

    def made(desk: Desk, ruler: Ruler) -> list[Judgement]:
        from flows.ruling import undo as undone  # noqa: PLC0415

        return [undone(desk.find_undone(what, ruler.user), ruler)]

    _rule(way, made)
