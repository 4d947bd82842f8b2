"""The commands that rule on a finding, as its page shows them."""

from __future__ import annotations

from collections.abc import Iterator

from reports.site import FindingPage
from reports.site_words import first_words

_WORDS = 8


def ruling_commands(page: FindingPage) -> Iterator[tuple[str, str]]:
    """What can be said of a finding, in words and as a command; first the command that shows it."""
    row, name = page.finding.row, page.finding.short
    yield "Look at it", f"twosource review show {name}"
    yield "There is nothing to it", _because(f"dismiss {name}")
    sides = [(first_words(side.value, _WORDS), side) for side in page.sides]
    if row.sort in ("contradiction", "quotation"):
        yield "Why the two do not fit", f"twosource explain {name}"
    if row.sort == "contradiction":
        for letter, (value, _) in zip("ab", sides, strict=True):
            yield f"Right is: {value}", _because(f"resolve {name} --right {letter}")
        yield "The two are about different things", _because(f"wrong-match {name}")
    for (value, _), claim in zip(sides, (row.claim_a, row.claim_b), strict=False):
        if claim is not None:
            yield f"Read wrongly: {value}", _because(f"wrong-reading {claim}")


def _because(command: str) -> str:
    return f'twosource review {command} --why "…"'
