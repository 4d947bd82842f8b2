"""`twosource references`: list the references that hold, and check a folder of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.terminal import Data, NoColor, OwnReferences, SettingsFile, chosen_settings, consoles

references_app = typer.Typer()


@references_app.callback(invoke_without_command=True)
def references(  # noqa: PLR0917 -- the command line gives options by name
    context: typer.Context,
    subject: Annotated[
        str | None,
        typer.Option("--subject", help="Only those of this subject, and of members of its family."),
    ] = None,
    own: OwnReferences = None,
    data: Data = None,
    settings: SettingsFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON array, for programs.")] = False,
    no_color: NoColor = False,
) -> None:
    """List the references that hold, one a line: subject, metric, value, source and address, apart by tabs.

    They are the shipped ones with those of your own folder on top: a row of yours takes the place of the
    shipped rows on the same subject, metric, scope and period.

    Examples:
        twosource references

        twosource references --subject "GPT-3"

        twosource references --references my-references --json | python -m json.tool
    """
    if context.invoked_subcommand is not None:
        return
    _, errors = consoles(no_color)
    from flows.boundary import boundary  # noqa: PLC0415

    with boundary(errors):
        from extractors.claims.pipeline import Lexicon  # noqa: PLC0415
        from flows.references import about, as_lines, read_all_references  # noqa: PLC0415
        from flows.references import as_json as to_json  # noqa: PLC0415

        chosen = chosen_settings(data, settings, own)
        lexicon = Lexicon.load(chosen.lexicon)
        found = about(read_all_references(chosen.references, lexicon), subject, lexicon.entities)
        if as_json:
            print(to_json(found))
        else:
            for line in as_lines(found):
                print(line)
        if not found and subject is not None:
            errors.print(f"There is no reference on {subject}.", markup=False)


@references_app.command("check")
def check(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="FOLDER", help="A folder of your own. [default: that of the settings]"),
    ] = None,
    data: Data = None,
    settings: SettingsFile = None,
    no_color: NoColor = False,
) -> None:
    """Read a folder of references strictly: say what is in it, or every mistake with file, line and cure.

    Examples:
        twosource references check my-references

        TWOSOURCE_REFERENCES=my-references twosource references check
    """
    console, errors = consoles(no_color)
    from flows.boundary import boundary  # noqa: PLC0415

    with boundary(errors):
        from extractors.claims.pipeline import Lexicon  # noqa: PLC0415
        from flows.references import describe  # noqa: PLC0415

        chosen = chosen_settings(data, settings, folder)
        console.print(
            describe(chosen.references, Lexicon.load(chosen.lexicon)), highlight=False, markup=False
        )
