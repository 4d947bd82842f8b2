"""One article to claims in a process of its own, so that its time and its peak of memory are its own."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import asdict, dataclass

from extractors.claims.pipeline import Lexicon, extract_claims
from extractors.ids import article_id, text_sha256
from extractors.records import Article

if sys.platform != "win32":
    import resource

_WARM = "Nimbus AI raised $40 million, Calder Wire reported on Monday."


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one article took: bytes of UTF-8, seconds of processor time, peak memory of the process in MB."""

    size: int
    seconds: float
    peak: float
    claims: int
    issues: tuple[str, ...]


def article_of(text: str, published: str | None = None) -> Article:
    """A text as an article that no outlet published."""
    url = "file:speed"
    return Article(
        article_id=article_id(url),
        url=url,
        outlet=None,
        title=None,
        author=None,
        published=published,
        text=text,
        text_sha256=text_sha256(text),
    )


def measured_alone(text: str, size: int | None) -> Run:
    """`text`, repeated and cut to `size` characters, made claims of in another process.

    Raises:
        subprocess.CalledProcessError: the process failed.
    """
    asked = json.dumps({"text": text, "size": size})
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.speed_child"],
        input=asked,
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(done.stdout)
    return Run(**told | {"issues": tuple(told["issues"])})


def run(text: str) -> Run:
    """Make claims of a text in this process."""
    lexicon = Lexicon.load()
    extract_claims(article_of(_WARM), lexicon)
    article = article_of(text, "2025-03-31")
    begun = time.process_time()
    made = extract_claims(article, lexicon)
    return Run(
        size=len(text.encode()),
        seconds=time.process_time() - begun,
        peak=peak_memory(),
        claims=len(made.claims),
        issues=tuple(issue.code for issue in made.issues),
    )


def peak_memory() -> float:
    """The most memory this process ever held, in MB; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0.0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return float(most) / (1_000_000 if sys.platform == "darwin" else 1_000)


def main() -> None:
    asked = json.load(sys.stdin)
    text, size = asked["text"], asked["size"]
    if size is not None:
        text = (f"{text}\n\n" * (size // len(text) + 1))[:size]
    print(json.dumps(asdict(run(text))))


if __name__ == "__main__":
    main()
