"""`twosource sql` and `twosource tables`: questions to the published file, and what can be asked."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from flows.forms import Form
from flows.terminal import Data, NoColor, SettingsFile, chosen_settings, consoles


def sql(  # noqa: PLR0917 -- the command line gives options by name
    query: Annotated[
        str | None,
        typer.Argument(
            help="One SELECT, or - to read it from standard input. `twosource tables` lists what there is.",
            show_default=False,
        ),
    ] = None,
    data: Data = None,
    settings: SettingsFile = None,
    file: Annotated[
        Path | None, typer.Option("--file", "-f", help="Read the SELECT from a file.", show_default=False)
    ] = None,
    example: Annotated[
        str | None,
        typer.Option(
            "--example", metavar="NAME", help="Ask a question of docs/cookbook.md.", show_default=False
        ),
    ] = None,
    examples: Annotated[
        bool, typer.Option("--examples", help="List the questions of docs/cookbook.md.")
    ] = False,
    form: Annotated[
        Form | None,
        typer.Option(
            "--format",
            help="How to write the answer. [default: table, or what the file is called]",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write the answer to a file.", show_default=False)
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Most rows of a table.")] = 100,
    seconds: Annotated[
        float | None,
        typer.Option(
            "--seconds", min=0.1, help="Longest to wait for the answer. [default: 30]", show_default=False
        ),
    ] = None,
    no_color: NoColor = False,
) -> None:
    """Ask the published file a question in SQL. Only reads; can go on while a run is working.

    The statement is worked out in a process of its own that reads the published file and nothing else. CSV
    is safe to open in a spreadsheet: text that looks like a formula gets an apostrophe.

    Examples:
        twosource sql "select question, value_a, value_b from contradictions"

        twosource sql "select * from claims where subject = 'OpenAI'" --output openai.csv

        twosource sql --file question.sql --format json

        twosource sql --examples

        twosource sql --example disputed --data out/demo
    """
    console, errors = consoles(no_color)
    from flows.boundary import boundary  # noqa: PLC0415

    with boundary(errors):
        from flows.asking import Wanted, answer, chosen_text, example_lines, form_of  # noqa: PLC0415

        if examples:
            for line in example_lines():
                print(line)
            return
        text = chosen_text(query, file, example)
        if example is not None:
            errors.print(text, style="dim", highlight=False, markup=False)
        wanted = Wanted(form=form_of(form, output), output=output, limit=limit, seconds=seconds)
        answer(chosen_settings(data, settings), text, wanted, console, errors)


def tables(
    view: Annotated[
        str | None, typer.Argument(metavar="VIEW", help="A view, to see its columns.", show_default=False)
    ] = None,
    data: Data = None,
    settings: SettingsFile = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print a JSON array of columns, for programs.")
    ] = False,
    no_color: NoColor = False,
) -> None:
    """List the views of the published file with what they hold, or the columns of one with what they mean.

    Examples:
        twosource tables

        twosource tables contradictions --data out/demo

        twosource tables --json | python -m json.tool
    """
    console, errors = consoles(no_color)
    from flows.boundary import boundary  # noqa: PLC0415

    with boundary(errors):
        from flows.asking import listing  # noqa: PLC0415
        from reports.tables import write_json, write_table  # noqa: PLC0415

        listed = listing(chosen_settings(data, settings), view, every_column=as_json)
        if as_json:
            write_json(listed.columns, listed.rows, sys.stdout)
        else:
            write_table(listed, console)
