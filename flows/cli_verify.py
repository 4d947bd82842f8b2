"""`twosource verify`: a finding worked out again from the stored texts."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.exits import Exit
from flows.terminal import Data, NoColor, SettingsFile, chosen_settings, consoles


def verify(  # noqa: PLR0917 -- the command line gives options by name
    what: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="Id of a claim, question, answer, contradiction, broken sum or edit, or the first claim's.",
        ),
    ],
    other: Annotated[
        str | None,
        typer.Argument(metavar="CLAIM_B", help="The second claim's id, for a relation.", show_default=False),
    ] = None,
    data: Data = None,
    settings: SettingsFile = None,
    online: Annotated[
        bool, typer.Option("--online", help="Also fetch the pages again and say whether they have changed.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")] = False,
    no_color: NoColor = False,
) -> None:
    """Work a finding out again from the stored texts, and say of each step whether it gives what is stored.

    Checked are the hash of the text, the words of each span, the claims read from the text again, the
    comparison of two claims with its rules, the answers and origins of a question, the figures of a sum, and
    both texts of an edit. The beginning of an id will do.

    `ok`: found again; `failed`: something else was found, which makes the exit code 65; `changed`: the page
    has another text now; `open`: could not be checked, and why.

    Examples:
        twosource verify clm_17d5 --data out/demo

        twosource verify fnd_1f38

        twosource verify qst_5b --data out/demo --json | python -m json.tool

        twosource verify clm_17d5 clm_90ab --online
    """
    console, errors = consoles(no_color)
    from flows.boundary import boundary  # noqa: PLC0415

    with boundary(errors):
        from flows.verification.verify import verify as verified  # noqa: PLC0415
        from reports.verification import to_json  # noqa: PLC0415
        from reports.verification_view import VerificationView  # noqa: PLC0415

        ids = (what, other) if other is not None else (what,)
        found = verified(chosen_settings(data, settings), ids, online=online)
        if as_json:
            print(to_json(found))
        else:
            console.print(VerificationView(found))
        if not found.holds:
            raise SystemExit(int(Exit.NOT_VERIFIED))
