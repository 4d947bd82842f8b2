"""The pages of docs/ made from the code: commands, cookbook, settings, sources, metrics, reasons ...

`python -m flows.docs` writes them, `--check` says whether they are up to date and changes nothing.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import typer

from checkers.genealogy.records import MEANING as MUTATIONS
from checkers.genealogy.records import Mutation, weight_of
from checkers.reasons import ALSO_CALLED, MEANING, STOPPING, Reason
from checkers.sums.frames import frame_file
from checkers.sums.table import SENTENCE_RULES, SUBJECT_RULES
from extractors.lexicon.metrics import load_metrics
from flows.cli import app
from flows.cookbook_page import cookbook
from flows.docs_sources import sources_page
from flows.exits import Exit
from flows.limits_page import limits_page
from flows.settings import PREFIX, Written
from warehouse.dictionary import dictionary, render

DOCS = Path(__file__).parent.parent / "docs"

_SUMS = """\
# Sums

Made by `make docs` from `checkers/sums/`: which sums of an article are worked out (view `broken_sums`, column
`rule`). A sum is broken only when what is told and what the other figures give cannot meet:

- Every figure counts as the interval that its printed value means: half a unit of the last written digit
  each side, the rest of that digit upwards (a figure may have been truncated), an `about` wider, a bound
  open on one side. Counted things written in full (`14 people`) are exact; a share or multiple told in
  words (`half`, `doubled`) reaches a tenth to either side.
- The figures must be of one currency, or of things counted alike; none may be denied. Where a sentence or
  an article can be read in several ways, one that comes out settles it.
- A sum that one sentence tells is found by its wording; a sentence that holds one of the words under *left
  alone with* is not looked at. Sums of one subject are of its reported figures, wherever they stand, when
  no scope, round or period tells these apart.
- `gap` is how far the two lie apart beyond those intervals, as a share of the told number. `confidence` is
  0.9 for a sum told in one sentence, else that of its least sure claim. From 0.75 on, and when the gap is
  0.01 or more, a sum is an alert (`checkers/thresholds.toml`).
"""


def _reasons() -> Iterator[str]:
    yield "# Reasons"
    yield ""
    yield "Made by `make docs` from `checkers/reasons.py`: why two claims stand as they do (column `reason`)."
    yield ""
    yield "| code | means |"
    yield "| --- | --- |"
    for reason in Reason:
        yield f"| `{reason}` | {MEANING[reason]} |"
    yield ""
    yield f"{_codes(sorted(STOPPING))} are why two claims say nothing of each other: such a pair has no"
    yield "relation, and `twosource explain` alone tells of it."
    yield ""
    yield "## Families"
    yield ""
    yield "| family | codes |"
    yield "| --- | --- |"
    for name, reasons in ALSO_CALLED.items():
        yield f"| {name} | {_codes(reasons)} |"


def _mutations() -> Iterator[str]:
    yield "# Mutations"
    yield ""
    yield "Made by `make docs` from `checkers/genealogy/`: what may happen to a claim between the article"
    yield "that told it and the one that passed it on (`twosource trace`, [tracing.md](tracing.md)). An error"
    yield "makes another claim of it, a loss takes caution or credit away, and what is harmless is a way of"
    yield "telling."
    yield ""
    yield "| code | weight | means |"
    yield "| --- | --- | --- |"
    for mutation in Mutation:
        yield f"| `{mutation}` | {weight_of(mutation)} | {MUTATIONS[mutation]} |"


def _codes(reasons: Iterable[Reason]) -> str:
    return ", ".join(f"`{reason}`" for reason in reasons)


def _sums() -> Iterator[str]:
    yield from _SUMS.splitlines()
    for name, rule in SENTENCE_RULES.items():
        yield from ("", f"## {name}", "", f"{_sentence(rule.meaning)}", "")
        frames = [entry for entry in frame_file().frame if entry.rule == name]
        yield from (f"- broken: “{entry.example}”" for entry in frames)
        if words := frame_file().unless.get(name):
            yield from ("", f"Left alone with: {', '.join(word.strip() for word in words)}.")
    for name, subject_rule in SUBJECT_RULES.items():
        yield from ("", f"## {name}", "", f"{_sentence(subject_rule.meaning)}", "")
        yield f"Made of: {', '.join(f'`{metric}`' for metric in subject_rule.metrics)}."


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


def _command_line() -> Iterator[str]:
    yield "# Command line"
    yield ""
    yield "Made by `make docs` from `flows/cli.py`. `twosource COMMAND --help` prints the same."
    group: Any = typer.main.get_command(app)
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            if command.invoke_without_command:
                yield from _command(name, command)
            for inner, subcommand in command.commands.items():
                yield from _command(f"{name} {inner}", subcommand)
        else:
            yield from _command(name, command)
    yield ""
    yield "## Exit codes"
    yield ""
    yield "| code | meaning |"
    yield "| --- | --- |"
    for code in Exit:
        yield f"| {int(code)} | {code.meaning} |"


def _command(name: str, command: Any) -> Iterator[str]:
    yield ""
    yield f"## twosource {name}"
    yield ""
    text, _, examples = (command.help or "").partition("Examples:")
    yield _unwrapped(text)
    yield ""
    yield "| argument or option | meaning |"
    yield "| --- | --- |"
    for parameter in command.params:
        names = ", ".join(f"`{option}`" for option in parameter.opts)
        if parameter.param_type_name == "argument":
            names = f"`{parameter.metavar or parameter.name.upper()}`"
        default = parameter.default
        shown = (
            f" Default: {default}."
            if isinstance(default, str | int) and not isinstance(default, bool)
            else ""
        )
        yield f"| {names} | {(parameter.help or '').strip()}{shown} |"
    commands = [line.strip() for line in examples.splitlines() if line.strip()]
    if commands:
        yield ""
        yield "```sh"
        yield from commands
        yield "```"


def _unwrapped(text: str) -> str:
    paragraphs = (" ".join(part.split()) for part in text.split("\n\n"))
    return "\n\n".join(part for part in paragraphs if part)


def _settings() -> Iterator[str]:
    yield "# Settings"
    yield ""
    yield "Made by `make docs` from `flows/settings.py`."
    yield ""
    yield "A setting is taken from, in this order: the command line, the environment, the settings file, the"
    yield "default. The file is `settings.toml` in the data folder, or what `--settings` or"
    yield "TWOSOURCE_SETTINGS names. An unknown name is refused, with the nearest one that exists."
    yield ""
    yield "| in the file | in the environment | meaning |"
    yield "| --- | --- | --- |"
    for item in fields(Written):
        yield f"| `{item.name}` | `{PREFIX}{item.name.upper()}` | {item.metadata['meaning']} |"
    yield ""
    yield "```toml"
    yield "# data/settings.toml"
    yield 'lexicon = "my-lexicon"          # a path starts at the folder of this file'
    yield "batch_articles = 100"
    yield 'user_agent = "ExampleTimes/1.0 (+https://example.org/desk; desk@example.org)"'
    yield "```"
    yield ""
    yield "Prefect needs no settings: a run starts its own server on the loopback address and ends it. To"
    yield "show runs on a server of your own, set PREFECT_API_URL; nothing is sent anywhere otherwise."


def _metrics() -> Iterator[str]:
    yield "# Metrics"
    yield ""
    yield "Made by `make docs` from `extractors/lexicon/metrics/`. A quantity of none of these is claimed as"
    yield "`other:<noun>`."
    yield ""
    yield "| metric | meaning |"
    yield "| --- | --- |"
    for metric in sorted(load_metrics(), key=lambda metric: metric.name):
        yield f"| `{metric.name}` | {metric.definition} |"


def _page(lines: Callable[[], Iterable[str]]) -> Callable[[], str]:
    return lambda: "\n".join(lines()) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "cli.md": _page(_command_line),
    "cookbook.md": cookbook,
    "fetching-limits.md": _page(limits_page),
    "data-dictionary.md": lambda: render(dictionary()),
    "mutations.md": _page(_mutations),
    "metrics.md": _page(_metrics),
    "reasons.md": _page(_reasons),
    "settings.md": _page(_settings),
    "sources.md": _page(sources_page),
    "sums.md": _page(_sums),
}
"""Every generated page by its file name. The cookbook costs seconds: its stories are read."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the pages, or with `--check` only compare them. Exit code 1 when one is out of date."""
    parser = argparse.ArgumentParser(prog="python -m flows.docs", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, fail when a page is out of date")
    check = parser.parse_args(arguments).check
    stale = []
    for name, made in PAGES.items():
        path, text = DOCS / name, made()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if not check:
                path.write_text(text, encoding="utf-8")
    if check and stale:
        print(f"out of date in docs/: {', '.join(stale)}. Run `make docs`.")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
