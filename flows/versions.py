"""Which code and which knowledge made a result: stored beside it, so that what is stale is made anew."""

from __future__ import annotations

from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from checkers.judgements import Judgements
from checkers.ruling_records import Ruling
from flows.version import PROGRAM_VERSION

_SHOWN = 12


def extractor_version(lexicon_sha256: str, judgements: Judgements) -> str:
    """What makes stored claims stale when it changes: the extractors' code, the lexicon, who is who.

    Rulings that two names are one subject count, because they decide where a claim is compared.
    """
    same = sorted((r.left, r.right) for r in judgements.in_force if r.ruling is Ruling.SAME_SUBJECT)
    ruled = f".{sha256(repr(same).encode()).hexdigest()[:_SHOWN]}" if same else ""
    return f"{PROGRAM_VERSION}+{_digest('extractors')[:_SHOWN]}.{lexicon_sha256[:_SHOWN]}{ruled}"


def rules_version(lexicon_sha256: str, thresholds: Path | None = None) -> str:
    """What makes stored findings stale when it changes: the checkers' code, their numbers and the lexicon.

    `thresholds` is a file of numbers that take the place of shipped ones.
    """
    own = f".{sha256(thresholds.read_bytes()).hexdigest()[:_SHOWN]}" if thresholds else ""
    return f"{PROGRAM_VERSION}+{_digest('checkers')[:_SHOWN]}.{lexicon_sha256[:_SHOWN]}{own}"


def code_version() -> str:
    """The version of a run: the program and the code of the rooms that make results."""
    digests = "".join(_digest(package) for package in ("extractors", "checkers", "warehouse"))
    return f"{PROGRAM_VERSION}+{sha256(digests.encode()).hexdigest()[:_SHOWN]}"


def _digest(package: str) -> str:
    digest = sha256()
    root = Path(str(files(package)))
    for path in sorted((*root.rglob("*.py"), *root.rglob("*.toml"), *root.rglob("*.sql"))):
        digest.update(f"{path.relative_to(root).as_posix()}\x1f".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
