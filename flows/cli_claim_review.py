"""`twosource claim-review`: contradictions as schema.org/ClaimReview."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from flows.terminal import Data, NoColor, SettingsFile, chosen_settings, consoles


def claim_review(  # noqa: PLR0917 -- the command line gives options by name
    output: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE", help="Where to write; standard output when none is named.", show_default=False
        ),
    ] = None,
    data: Data = None,
    settings: SettingsFile = None,
    author: Annotated[
        str | None,
        typer.Option("--author", help="Who publishes them. [default: twosource]", show_default=False),
    ] = None,
    author_url: Annotated[
        str | None, typer.Option("--author-url", help="Its http(s) address.", show_default=False)
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Also contradictions that are not worth an alert.")
    ] = False,
    no_color: NoColor = False,
) -> None:
    """Write contradictions between articles as schema.org/ClaimReview (JSON-LD), for sites and checkers.

    It never says what is true: the rating has no value, only "Disputed between A and B", and both sides stand
    in it with their sentence and where it stood first.

    Examples:
        twosource claim-review out/claim-review.json --data out/demo

        twosource claim-review --author "Example Times" --author-url https://example.org | python -m json.tool
    """
    _, errors = consoles(no_color)
    from flows.boundary import boundary  # noqa: PLC0415

    with boundary(errors):
        from flows.asking import whole_file  # noqa: PLC0415
        from flows.claim_reviews import claim_reviews  # noqa: PLC0415

        text = claim_reviews(
            chosen_settings(data, settings), author=author, author_url=author_url, every=every
        )
        if output is None:
            sys.stdout.write(text)
            return
        with whole_file(output) as unborn:
            unborn.write_text(text, encoding="utf-8")
        errors.print(f"written: {output}", highlight=False, markup=False)
