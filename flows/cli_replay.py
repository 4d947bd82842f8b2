"""`twosource replay`: what a change of rules adds and removes."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.terminal import Data, NoColor, SettingsFile, chosen_settings, consoles


def replay(  # noqa: PLR0917 -- the command line gives options by name
    rules: Annotated[
        str,
        typer.Option(
            "--rules",
            metavar="OLD..NEW",
            help="Each `published`, `now` or a folder with lexicon/ and thresholds.toml, one or both.",
        ),
    ] = "published..now",
    data: Data = None,
    settings: SettingsFile = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Most findings shown of each sort.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")] = False,
    no_color: NoColor = False,
) -> None:
    """Say which contradictions a change of rules adds and removes, without fetching or changing anything.

    The stored articles are read and judged by the rules OLD and by the rules NEW, in a copy that is removed
    after. `published` is what the last run found; `now` is this program with its settings; a folder holds
    lexicon files laid over the shipped ones, and thresholds that take the place of shipped ones.

    Examples:
        twosource replay --data data

        twosource replay --rules published..my-rules

        twosource replay --rules now..my-rules --json | python -m json.tool
    """
    console, errors = consoles(no_color)
    from flows.boundary import boundary  # noqa: PLC0415 -- the warehouse is not for --help

    with boundary(errors):
        from flows.replaying import parse_rules  # noqa: PLC0415

        chosen, both = chosen_settings(data, settings), parse_rules(rules)
    with boundary(errors, chosen.logs):
        import json  # noqa: PLC0415
        from dataclasses import asdict  # noqa: PLC0415

        from flows.progress import RunProgress  # noqa: PLC0415
        from flows.replaying import replay as replaying  # noqa: PLC0415

        with RunProgress(errors) as progress:
            done = replaying(chosen, both, progress)
        if as_json:
            print(json.dumps(asdict(done), ensure_ascii=False))
            return
        sorts = (
            ("+", "added", done.added),
            ("-", "removed", done.removed),
            ("!", "now worth an alert", done.alerted),
            ("~", "no alert any more", done.silenced),
        )
        for sign, meaning, found in sorts:
            for each in found[:limit]:
                console.print(f"{sign} {each.explanation}", markup=False, soft_wrap=True)
            if len(found) > limit:
                console.print(f"{sign} and {len(found) - limit:,} more {meaning}")
        told = ", ".join(f"{len(found):,} {meaning}" for _, meaning, found in sorts)
        console.print(f"{told}; {done.kept:,} contradictions by both rules.")
