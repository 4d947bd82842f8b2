"""What a person means by an id, or by the beginning of one."""

from __future__ import annotations

from collections.abc import Sequence

from warehouse import Published, QueryRefused
from warehouse.held_rows import NamedThing

_CANDIDATES = 8
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
        more = "" if len(things) <= _CANDIDATES else "\n  ..."
        listed = "\n".join(f"  {_line(thing)}" for thing in fitting[:_CANDIDATES])
        raise QueryRefused(f"{given!r} begins more than one {sorts}. Give more of the id:\n{listed}{more}")
    if not things:
        raise QueryRefused(f"there is no {sorts} {given!r}. To see what there is: {_LOOK[wanted[0]]}")
    other = things[0]
    raise QueryRefused(f"{given!r} is no {sorts} but the {other.sort} {_line(other)}; {hint}.")


def _line(thing: NamedThing) -> str:
    own = f" ({thing.external_id})" if thing.external_id else ""
    return f"{thing.id}{own}  {' '.join(thing.words.split())[:90]}"
