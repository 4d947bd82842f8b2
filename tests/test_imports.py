"""Who may import what: data flows to the right, imports only run left, and each dependency has one home."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("extractors", "checkers", "warehouse", "reports", "flows")

MAY_IMPORT = {
    "extractors": {"extractors"},
    "checkers": {
        "checkers",
        "extractors.records",
        "extractors.ids",
        "extractors.quick_init",
        "extractors.lexicon",
    },
    "warehouse": {
        "warehouse",
        "checkers.records",
        "checkers.revisions.records",
        "checkers.ruling_records",
        "checkers.tracing_records",
        "extractors.records",
        "extractors.ids",
        "extractors.lexicon.strict",
        "extractors.articles.host_records",
    },
    "reports": {
        "reports",
        "warehouse.query",
        "warehouse.summary_rows",
        "warehouse.site_rows",
        "warehouse.review_rows",
        "checkers.records",
        "extractors.records",
        # The guarded network: what is posted goes through the same one deadline and judged addresses.
        "extractors.articles.addresses",
        "extractors.articles.fetch_network",
    },
    "flows": set(ROOMS),
}

FETCHER = ("extractors/articles/fetch.py", "extractors/articles/fetch_network.py")

# A dependency and the files or folders that may import it; everything else of the five rooms may not.
HOMES = {
    "prefect": ("flows/run.py", "flows/run_scheduled.py", "flows/run_secrets.py"),
    "uvicorn": ("flows/prefect_server.py",),
    "duckdb": ("warehouse/",),
    "pyarrow": ("warehouse/",),
    "numpy": ("checkers/", "warehouse/"),
    "httpx": (*FETCHER, "reports/webhook.py"),
    "httpcore": (*FETCHER, "reports/webhook.py"),
    "socket": ("extractors/articles/fetch_network.py", "reports/mail.py"),
    "ssl": (*FETCHER, "reports/mail.py", "reports/webhook.py"),
    "smtplib": ("reports/mail.py",),
    "urllib.request": (),
    "http": ("extractors/articles/fetch.py", "extractors/articles/fetch_robots.py"),
    "protego": ("extractors/articles/fetch_robots.py",),
    "requests": (),
    "aiohttp": (),
    "asyncio": ("flows/",),
    "bs4": ("extractors/articles/",),
    "lxml": ("extractors/articles/",),
    "trafilatura": ("extractors/articles/",),
    "pypdfium2": ("extractors/articles/pdf.py",),
    "feedparser": ("extractors/articles/",),
    "rapidfuzz": ("extractors/", "checkers/"),
    "matplotlib": ("reports/",),
    "PIL": ("reports/",),
    "jinja2": ("reports/",),
    "css_inline": ("reports/",),
    "babel": ("reports/",),
    "typer": ("flows/",),
    "rich": ("reports/", "flows/"),
    "random": (),
    "pickle": (),
}

SILENCING = {"Exception", "BaseException"}
CATCH_ALL = ["flows/boundary.py", "flows/set_aside.py"]


def modules() -> list[Path]:
    return [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]


@cache
def imported(path: Path) -> tuple[str, ...]:
    return tuple(_imported(path))


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import; write the whole name"
            assert node.module is not None
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_within(name: str, allowed: str) -> bool:
    return name == allowed or name.startswith(f"{allowed}.")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_rooms_import_only_what_lies_left(path: Path) -> None:
    room = name_of(path).partition("/")[0]
    allowed = MAY_IMPORT[room]
    ours = {name for name in imported(path) if name.partition(".")[0] in (*ROOMS, "tests", "benchmarks")}
    # `from warehouse import query` shows up as `warehouse` and as `warehouse.query`: the longer one counts.
    named = {name for name in ours if not any(other.startswith(f"{name}.") for other in ours)}
    wrong = sorted(name for name in named if not any(is_within(name, one) for one in allowed))
    assert not wrong, (
        f"{name_of(path)} imports {', '.join(wrong)}; {room} may import {', '.join(sorted(allowed))}"
    )


@pytest.mark.parametrize("dependency", HOMES)
def test_a_dependency_has_one_home(dependency: str) -> None:
    strangers = [
        name_of(path)
        for path in modules()
        if any(is_within(name, dependency) for name in imported(path))
        and not name_of(path).startswith(HOMES[dependency])
    ]
    assert not strangers, (
        f"{dependency} belongs to {HOMES[dependency] or 'nobody'}, not to {', '.join(strangers)}"
    )


def test_only_two_places_catch_everything() -> None:
    found = [
        name_of(path)
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in SILENCING))
        and not (node.body and isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None)
    ]
    assert found == CATCH_ALL


FETCHING = {
    *("fetch_url", "fetch_response", "find_feed_urls", "sitemap_search", "urlopen", "urlretrieve"),
    *("read_html", "read_csv", "read_json", "read_xml", "read_parquet", "getaddrinfo", "create_connection"),
}
"""Functions of libraries that fetch by themselves, unguarded. The fetcher's own look-up is the one use."""


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_no_library_fetches_by_itself(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        name, owner = node.func.attr, ast.unparse(node.func.value)
        if name in FETCHING:
            assert (name_of(path), name) == ("extractors/articles/fetch_network.py", "getaddrinfo")
        if (owner, name) == ("feedparser", "parse"):
            assert ast.unparse(node.args[0]).startswith("io.BytesIO("), (
                "a string is taken for a URL or a path"
            )
        assert not (name == "parse" and owner.rpartition(".")[2] in ("etree", "html", "objectify")), (
            "lxml's parse opens URLs and paths"
        )


def test_modules_stay_small() -> None:
    long = {name_of(path): n for path in modules() if (n := len(path.read_text("utf-8").splitlines())) > 400}
    assert not long


def test_no_room_for_odds_and_ends() -> None:
    banned = {"utils", "helpers", "common", "base", "manager", "misc"}
    assert not [name_of(path) for path in modules() if path.stem in banned]
