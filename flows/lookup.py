"""What a person means by an id in a published file, and what that file was made with."""

from __future__ import annotations

from collections.abc import Sequence

from checkers.judgements import Judgements
from extractors.claims.pipeline import Lexicon
from flows.versions import code_version
from warehouse import Published, QueryRefused
from warehouse.held_rows import HeldRuling, NamedFinding, NamedThing
from warehouse.summary_rows import Run

_CANDIDATES = 8
_FINDING = "fnd_"
_LOOK = {
    "question": 'twosource sql "select question_id, question from questions"',
    "claim": 'twosource sql "select claim_id, subject, metric, value_text from claims"',
}


def find_thing(published: Published, given: str, wanted: Sequence[str], hint: str) -> NamedThing:
    """The one claim, question or other finding that is meant.

    Args:
        published: The published file.
        given: An id, the beginning of one, or the id that a ready-made claim came with.
        wanted: The sorts of things that will do.
        hint: What the command takes, for the message.

    Raises:
        QueryRefused: nothing, or more than one thing, or a thing of another sort; the message names
            candidates, or how to look for some.
    """
    things = published.rows(NamedThing, given=given, limit=_CANDIDATES + 1) if given else ()
    fitting = [thing for thing in things if thing.sort in wanted]
    if len(fitting) == 1:
        return fitting[0]
    sorts = " or ".join(filter(None, (", ".join(wanted[:-1]), wanted[-1])))
    if fitting:
        raise _ambiguous(given, sorts, [_line(thing) for thing in fitting], len(things))
    if not things:
        raise QueryRefused(f"there is no {sorts} {given!r}. To see what there is: {_LOOK[wanted[0]]}")
    other = things[0]
    raise QueryRefused(f"{given!r} is no {sorts} but the {other.sort} {_line(other)}; {hint}.")


def find_contradiction(published: Published, given: str) -> NamedFinding | None:
    """The contradiction whose id, with its prefix, this is or begins; `None` for the id of another sort.

    Raises:
        QueryRefused: there is none, or more than one; the message names candidates, or how to look for some.
    """
    if not given.startswith(_FINDING):
        return None
    found = published.rows(NamedFinding, given=given, limit=_CANDIDATES + 1)
    if not found:
        raise QueryRefused(
            f"there is no finding {given!r}: it was dismissed, or its answers changed, or it never was. What "
            f"there is, `twosource review list` says; what was ruled, `twosource review show {given}`."
        )
    if len(found) > 1 and found[0].finding_id != given:
        raise _ambiguous(
            given, "finding", [f"{row.finding_id}  {row.words[:90]}" for row in found], len(found)
        )
    return found[0]


def with_sides(published: Published, ids: Sequence[str]) -> Sequence[str]:
    """The ids of both claims for the one id of a contradiction; any other ids as they are.

    Raises:
        QueryRefused: as `find_contradiction`.
    """
    finding = find_contradiction(published, ids[0]) if len(ids) == 1 else None
    return ids if finding is None else (finding.claim_a, finding.claim_b)


def _ambiguous(given: str, sorts: str, lines: Sequence[str], number: int) -> QueryRefused:
    more = "" if number <= _CANDIDATES else "\n  ..."
    listed = "\n".join(f"  {line}" for line in lines[:_CANDIDATES])
    return QueryRefused(f"{given!r} begins more than one {sorts}. Give more of the id:\n{listed}{more}")


def _line(thing: NamedThing) -> str:
    own = f" ({thing.external_id})" if thing.external_id else ""
    return f"{thing.id}{own}  {' '.join(thing.words.split())[:90]}"


def rulings_of(published: Published) -> Judgements:
    """The rulings that the findings of a published file were made with."""
    return Judgements(tuple(row.judgement() for row in published.rows(HeldRuling)))


def is_of_this_program(published: Published, lexicon: Lexicon) -> bool:
    """Whether the last run was of this code and this lexicon, so that it found what they find."""
    runs = published.rows(Run, limit=1)
    return bool(runs) and (runs[0].code_version, runs[0].lexicon_sha) == (code_version(), lexicon.sha256)
