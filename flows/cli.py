"""The command line. Every command takes `--data`; what is heavy is imported by the command that needs it."""

from __future__ import annotations

import sys
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli_backfill import backfill
from flows.cli_claim_review import claim_review
from flows.cli_draft import check
from flows.cli_export import export
from flows.cli_keep import forget, maintain
from flows.cli_references import references_app
from flows.cli_replay import replay
from flows.cli_report import print_summary, report
from flows.cli_rulings import review_app
from flows.cli_serve import doctor, serve
from flows.cli_site import site
from flows.cli_sources import init, sources_app
from flows.cli_sql import sql, tables
from flows.cli_trace import trace
from flows.cli_verify import verify
from flows.terminal import Data, NoColor, OnlyScheduled, OwnReferences, Recheck, SettingsFile
from flows.terminal import chosen_settings as _settings
from flows.terminal import consoles as _consoles
from flows.version import PROGRAM_VERSION

if TYPE_CHECKING:
    pass

app = typer.Typer(
    name="twosource",
    help="Who says what, since when, on whose word, and who says otherwise.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
lexicon_app = typer.Typer(no_args_is_help=True, help="Look into the lexicon, what the program knows.")
app.add_typer(lexicon_app, name="lexicon")
app.add_typer(references_app, name="references")
app.add_typer(sources_app, name="sources")
app.add_typer(review_app, name="review")

Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        help="Processes that extract and compare when there is much of it. [default: one a core]",
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")]


class Part(StrEnum):
    """What of the lexicon is listed."""

    METRICS = "metrics"
    ENTITIES = "entities"
    OUTLETS = "outlets"


class Kind(StrEnum):
    """What sort of name a candidate may be."""

    COMPANY = "company"
    INVESTOR = "investor"
    MODEL = "model"
    PERSON = "person"
    PLACE = "place"
    UNKNOWN = "unknown"


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"twosource {PROGRAM_VERSION}")
        raise typer.Exit


@app.callback()
def _top(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and leave."),
    ] = False,
) -> None:
    """Who says what, since when, on whose word, and who says otherwise.

    twosource reads articles, finds the figures, facts and quotations in them, and shows where they agree,
    where they contradict each other, and who copied whom. It never says what is true.
    """


@app.command()
def run(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            help="Articles: a folder, a .txt, .md, .html, .jsonl or .claims.jsonl file, an http(s) address "
            "of a page, feed or sitemap; or a sources file, .toml.",
        ),
    ],
    data: Data = None,
    settings: SettingsFile = None,
    *,
    schedule: OnlyScheduled = None,
    recheck: Recheck = False,
    references: OwnReferences = None,
    workers: Workers = None,
    as_json: AsJson = False,
    no_color: NoColor = False,
) -> None:
    """Read articles, compare what they claim, publish the findings and sum them up.

    The findings are in DATA/claims.duckdb, which is replaced in one step at the end. Running again on the
    same articles adds nothing. A run that was stopped is finished by the next one. What articles say is also
    set against references (`twosource references`). Of feeds and sitemaps a run reads what came since the
    last one; `twosource init` writes a sources file to start from.

    Examples:
        twosource run examples --data out/demo

        twosource run articles.jsonl more.claims.jsonl --data data

        twosource run https://example.com/story --json

        twosource run sources.toml --schedule daily

        twosource run articles.jsonl --references my-references
    """
    console, errors = _consoles(no_color)
    from flows.boundary import boundary  # noqa: PLC0415 -- the warehouse is not for --help

    with boundary(errors):
        chosen = _settings(data, settings, references)
        if workers is not None:
            chosen = replace(chosen, workers=workers)
        from flows.plan import chosen_of  # noqa: PLC0415

        choice = chosen_of(schedule, recheck=recheck)
    with boundary(errors, chosen.logs):
        from flows.launch import launch  # noqa: PLC0415

        launch(chosen, sources, errors, choice)
        print_summary(chosen, console, as_json=as_json)


app.command()(report)


app.command()(sql)
app.command()(tables)
app.command("claim-review")(claim_review)
app.command()(check)


@app.command()
def explain(  # noqa: PLR0917 -- the command line gives options by name
    what: Annotated[
        str,
        typer.Argument(
            metavar="QUESTION|FINDING|CLAIM_A", help="Id of a question, a contradiction, or the first claim."
        ),
    ],
    other: Annotated[
        str | None, typer.Argument(metavar="CLAIM_B", help="The second claim's id.", show_default=False)
    ] = None,
    data: Data = None,
    settings: SettingsFile = None,
    as_json: AsJson = False,
    no_color: NoColor = False,
) -> None:
    """Say slot by slot why two claims agree, contradict or are not compared; or what is told on a question.

    The beginning of an id will do; ready-made claims also go by the id they came with. The slots are what
    the comparators that judged the claims found; the arrow marks the one that settled it.

    Examples:
        twosource explain qst_5b --data out/demo

        twosource explain fnd_1f38

        twosource explain clm_17d5 desk-1 --json | python -m json.tool
    """
    console, errors = _consoles(no_color)
    from flows.boundary import boundary  # noqa: PLC0415

    with boundary(errors):
        from flows.explain import explain as explained  # noqa: PLC0415
        from reports.explanation import PairExplanation, to_json  # noqa: PLC0415
        from reports.explanation_view import PairView, QuestionView  # noqa: PLC0415

        found = explained(_settings(data, settings), (what, other) if other is not None else (what,))
        if as_json:
            print(to_json(found))
        else:
            console.print(PairView(found) if isinstance(found, PairExplanation) else QuestionView(found))


app.command()(trace)
app.command()(backfill)
app.command()(verify)
app.command()(init)
app.command()(serve)
app.command()(doctor)
app.command()(export)
app.command()(site)
app.command()(forget)
app.command()(maintain)
app.command()(replay)


@lexicon_app.command("check")
def lexicon_check(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="FOLDER", help="A lexicon folder of your own. [default: that of the settings]"
        ),
    ] = None,
    data: Data = None,
    settings: SettingsFile = None,
    no_color: NoColor = False,
) -> None:
    """Read the whole lexicon, with your own folder on top, and say what is in it or what is wrong.

    Examples:
        twosource lexicon check

        twosource lexicon check my-lexicon

        TWOSOURCE_LEXICON=my-lexicon twosource lexicon check
    """
    console, errors = _consoles(no_color)
    from flows.boundary import boundary  # noqa: PLC0415

    with boundary(errors):
        from extractors.claims.pipeline import Lexicon  # noqa: PLC0415

        own_folder = folder or _settings(data, settings).lexicon
        lexicon = Lexicon.load(own_folder)
        own = f"with {own_folder}" if own_folder else "as shipped"
        console.print(
            f"The lexicon {own} is in order: {len(lexicon.metrics):,} metrics, "
            f"{len(lexicon.entities.all):,} entities, {len(lexicon.outlets.all):,} outlets.",
            highlight=False,
            markup=False,
        )


@lexicon_app.command("list")
def lexicon_list(
    part: Annotated[Part, typer.Argument(help="Which part.")] = Part.METRICS,
    data: Data = None,
    settings: SettingsFile = None,
    no_color: NoColor = False,
) -> None:
    """List the metrics, entities or outlets that are known, one a line, names and kinds apart by a tab.

    Examples:
        twosource lexicon list

        twosource lexicon list entities | grep Llama
    """
    _, errors = _consoles(no_color)
    from flows.boundary import boundary  # noqa: PLC0415

    with boundary(errors):
        from extractors.claims.pipeline import Lexicon  # noqa: PLC0415

        lexicon = Lexicon.load(_settings(data, settings).lexicon)
        rows: dict[Part, list[tuple[str, str]]] = {
            Part.METRICS: [(metric.name, metric.definition) for metric in lexicon.metrics],
            Part.ENTITIES: [(entity.name, str(entity.kind)) for entity in lexicon.entities.all],
            Part.OUTLETS: [(outlet.name, str(outlet.kind)) for outlet in lexicon.outlets.all],
        }
        for name, meaning in rows[part]:
            print(f"{name}\t{meaning}")


@lexicon_app.command("candidates")
def lexicon_candidates(  # noqa: PLR0917 -- the command line gives options by name
    data: Data = None,
    settings: SettingsFile = None,
    least: Annotated[
        int, typer.Option("--min-articles", min=1, help="Least articles that use the name.")
    ] = 2,
    most_articles: Annotated[
        int, typer.Option("--articles", min=1, help="Most articles to look into, the latest first.")
    ] = 5_000,
    kind: Annotated[Kind | None, typer.Option("--kind", help="Only names of this kind.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON array, for programs.")] = False,
    as_toml: Annotated[bool, typer.Option("--toml", help="Print lines for your own lexicon folder.")] = False,
    no_color: NoColor = False,
) -> None:
    """List names that the published articles use and the lexicon does not hold, for you to accept.

    Such names are read anyway, with less confidence. The kind is a guess from the words beside the name; a
    name of which nothing shows the kind is listed only when a claim is about it.
    `looks_like` shows a listed name that it may be a slip of. To accept names, save what --toml prints in a
    folder of your own and name that in the setting `lexicon`; one file of `entities/` holds one kind.

    Examples:
        twosource lexicon candidates --data out/demo

        twosource lexicon candidates --min-articles 5 --json | python -m json.tool

        twosource lexicon candidates --kind company --toml >> my-lexicon/entities/companies.toml
    """
    if as_json and as_toml:
        raise typer.BadParameter("choose one of --json and --toml")
    console, errors = _consoles(no_color)
    from flows.boundary import boundary  # noqa: PLC0415

    with boundary(errors):
        from flows.candidates import as_lines, as_table, find_candidates  # noqa: PLC0415
        from flows.candidates import as_toml as to_toml  # noqa: PLC0415
        from reports.name_lines import write_names  # noqa: PLC0415
        from reports.tables import write_json  # noqa: PLC0415

        found = find_candidates(
            _settings(data, settings), least=least, most_articles=most_articles, kind=kind
        )
        if as_json:
            listed = as_table(found)
            write_json(listed.columns, listed.rows, sys.stdout)
        elif as_toml:
            sys.stdout.write(to_toml(found))
        else:
            write_names(as_lines(found), console)
        if most_articles == found.n_read < found.n_published:
            errors.print(
                f"Looked into the latest {found.n_read:,} of {found.n_published:,} articles (--articles)."
            )


def main() -> None:
    """The entry point of the `twosource` program."""
    try:
        app()
    except KeyboardInterrupt:
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
