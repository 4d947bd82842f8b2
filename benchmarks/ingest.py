"""How fast articles go all the way: from feeds on many sites to published findings, by `twosource run`.

    python -m benchmarks.ingest                          1,000 articles of 200 sites, about a minute
    python -m benchmarks.ingest --articles 200 --sites 40
    python -m benchmarks.ingest --json OUT               the figures for a program

The sites are loopback addresses (`benchmarks.ingest_world`) with pages of some 60 kB; manners are the usual
ones: robots.txt first, a second between two requests to a site. All is counted: the start of the program
and of Prefect, feeds, pages, parsing, extraction, comparing, tracing, publishing and the summary. A second
run over the same sites, which have nothing new, is timed beside it.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console

from benchmarks.ingest_world import host_of, serve
from warehouse import Published

_TARGET = 25.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What was measured: seconds of the clock and of processors, articles a second."""

    articles: int
    claims: int
    sites: int
    seconds: float
    cpu: float
    again: float

    @property
    def rate(self) -> float:
        """Articles a second, from nothing to the published file."""
        return self.articles / self.seconds


@contextmanager
def sites_running(articles: int, sites: int) -> Iterator[int]:
    """The sites, in a process of their own; their port."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=serve, args=(articles, sites, there), daemon=True)
    process.start()
    try:
        yield here.recv()
    finally:
        process.terminate()
        process.join()


def measure(articles: int, sites: int) -> Figures:
    """One measurement in a new folder."""
    with tempfile.TemporaryDirectory() as folder, sites_running(articles, sites) as port:
        sources = Path(folder) / "sources.toml"
        sources.write_text(
            "\n".join(
                f'[[outlet]]\nname = "Site {site}"\nfeeds = ["http://{host_of(site)}:{port}/feed.xml"]\n'
                for site in range(sites)
            )
        )
        data = Path(folder) / "data"
        before = _cpu()
        seconds = _run(sources, data)
        cpu = _cpu() - before
        again = _run(sources, data)
        with Published(data / "claims.duckdb") as published:
            ((held, claims),) = published.sql(
                "select (select count(*) from articles), (select count(*) from claims)"
            ).rows
    return Figures(articles=held, claims=claims, sites=sites, seconds=seconds, cpu=cpu, again=again)


def _run(sources: Path, data: Path) -> float:
    begun = time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "flows.cli", "run", str(sources), "--data", str(data), "--json"],
        env={**os.environ, "TWOSOURCE_ALLOW_PRIVATE": "127.0.0.0/8"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return time.monotonic() - begun


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print; 1 when the target is missed or an article is not there."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--sites", type=int, default=200)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args(argv)
    found = measure(given.articles, given.sites)
    say = Console(highlight=False).print
    say(f"{found.articles:,} articles of {found.sites} sites, {found.claims:,} claims")
    say(f"  end to end   {found.seconds:.1f} s, {found.rate:.1f} articles/s (target {_TARGET:g})")
    say(f"  processors   {found.cpu:.1f} s, {1_000 * found.cpu / max(1, found.articles):.0f} ms an article")
    say(f"  nothing new  {found.again:.1f} s")
    if given.json:
        given.json.write_text(json.dumps(asdict(found), indent=2) + "\n", encoding="utf-8")
    holds = found.rate >= _TARGET and found.articles >= given.articles
    say("holds" if holds else "MISSED")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
