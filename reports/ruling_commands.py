"""The commands that rule on a finding, as they stand under it in a letter, a feed and a post.

What a person puts in stands in capitals: a shell takes the `|` of `a|b` for a pipe.
"""

from __future__ import annotations

from collections.abc import Iterator

from reports.digest import Digest

_WHY = '--why "..."'


def ruling_commands(digest: Digest, finding_id: str, *, has_sides: bool) -> tuple[str, ...]:
    """The commands for one finding: to see it whole, to say which of two sides is right, to dismiss it."""
    review, short = f"{digest.program} review", digest.short(finding_id)
    right = (f"{review} resolve {short} --right SIDE {_WHY}",) if has_sides else ()
    return (f"{review} show {short}", *right, f"{review} dismiss {short} {_WHY}")


def other_rulings(digest: Digest) -> Iterator[tuple[str, str]]:
    """What else can be ruled, once for all findings: the command, and when it is the one to use."""
    review = f"{digest.program} review"
    yield f"{review} wrong-match ID {_WHY}", "the two sides are not about the same thing"
    yield f"{review} wrong-reading CLAIM_ID {_WHY}", "the article does not say what was read in it"
    yield f"{review} not-same NAME NAME", "two names are not one company, model or person"
    yield f"{review} assign ID WHO", "somebody looks into it"
    yield f"{review} comment ID TEXT", "a note for the next who looks"
    yield f"{review} undo ID", "takes the last ruling on it back"
