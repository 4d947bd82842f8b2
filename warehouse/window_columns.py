"""What tracing keeps, as Arrow tables with columns of lists, and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from checkers.tracing_records import Hashes, SharedText, Sketch

PROSE, QUOTATIONS = "prose", "quotations"
PARTS = (PROSE, QUOTATIONS)

Pair = tuple[str, str, str]
"""A part of the text, and the ids of the earlier and the later article."""


def article_key(article_id: str) -> int:
    """The 64 bits of an article id."""
    return int(article_id[4:], 16)


def sentence_table(
    sketched: Sequence[tuple[str, str | None, str | None, npt.NDArray[np.uint64]]],
) -> pa.Table:
    """Articles with their outlet, date and the hashes of their sentences."""
    return pa.table(
        {
            "article_id": pa.array([row[0] for row in sketched], pa.string()),
            "outlet": pa.array([row[1] for row in sketched], pa.string()),
            "published": pa.array([row[2] for row in sketched], pa.string()),
            "sentences": _lists([row[3] for row in sketched], np.uint64),
        }
    )


def standing_table(standing: Iterable[tuple[str, int]]) -> pa.Table:
    """Outlets and hashes of sentences that are their boilerplate."""
    rows = sorted(standing)
    return pa.table(
        {
            "outlet": pa.array([outlet for outlet, _ in rows], pa.string()),
            "sentence": pa.array([code for _, code in rows], pa.uint64()),
        }
    )


def sketch_table(sketches: Sequence[Sketch]) -> pa.Table:
    """Sketches without their fingerprints."""
    known = [one.known for one in sketches]
    return pa.table(
        {
            "article_key": pa.array([article_key(one.article_id) for one in known], pa.uint64()),
            "article_id": pa.array([one.article_id for one in known], pa.string()),
            "url": pa.array([one.url for one in known], pa.string()),
            "outlet": pa.array([one.outlet for one in known], pa.string()),
            "author": pa.array([one.author for one in known], pa.string()),
            "published": pa.array([one.published for one in known], pa.string()),
            "text_sha256": pa.array([one.text_sha256 for one in sketches], pa.string()),
            "size": pa.array([one.size for one in known], pa.int32()),
            "sentences": _lists([one.sentences for one in sketches], np.uint64),
            "telling": _lists([sorted(one.telling) for one in known], np.uint32),
            "figures": _lists([sorted(one.figures) for one in known], np.uint32),
            "page": pa.array([one.page for one in sketches], pa.uint64()),
            "own": _lists([sorted(one.own) for one in sketches], np.uint64),
            "credited": _lists([sorted(one.credited) for one in sketches], np.uint64),
            "linked": _lists([sorted(one.linked) for one in sketches], np.uint64),
        }
    )


def fingerprint_table(sketches: Sequence[Sketch]) -> pa.Table:
    """The fingerprints of sketches, part by part."""
    rows = [(one.known.article_id, PROSE, one.prose) for one in sketches if len(one.prose)]
    rows += [(one.known.article_id, QUOTATIONS, one.quotations) for one in sketches if len(one.quotations)]
    return pa.table(
        {
            "article_key": pa.array([article_key(row[0]) for row in rows], pa.uint64()),
            "part": pa.array([row[1] for row in rows], pa.string()),
            "codes": _lists([row[2] for row in rows], np.uint64),
        }
    )


def pair_table(
    parts: Sequence[str], earlier: Sequence[int] | Hashes, later: Sequence[int] | Hashes
) -> pa.Table:
    """Pairs of articles by key, and which part of them."""
    return pa.table(
        {
            "part": pa.array(parts, pa.string()),
            "earlier": pa.array(earlier, pa.uint64()),
            "later": pa.array(later, pa.uint64()),
        }
    )


def shared_table(compared: Sequence[tuple[Pair, SharedText | None]]) -> pa.Table:
    """Pairs that were compared, and what they share."""
    table = pair_table(
        [part for (part, _, _), _ in compared],
        [article_key(earlier) for (_, earlier, _), _ in compared],
        [article_key(later) for (_, _, later), _ in compared],
    )
    found = [shared for _, shared in compared]
    table = table.append_column("kind", pa.array([one and one.kind.value for one in found], pa.string()))
    table = table.append_column(
        "of_earlier", pa.array([one and one.of_earlier for one in found], pa.float64())
    )
    table = table.append_column("of_later", pa.array([one and one.of_later for one in found], pa.float64()))
    return table.append_column("evidence", pa.array([one and one.evidence for one in found], pa.string()))


def looked_table(parts: Sequence[str], keys: Sequence[int] | Hashes) -> pa.Table:
    """Articles whose candidates were looked for, part by part."""
    return pa.table({"part": pa.array(parts, pa.string()), "article_key": pa.array(keys, pa.uint64())})


def family_table(families: Iterable[tuple[int, int]]) -> pa.Table:
    """Articles and the families they belong to."""
    rows = sorted(families)
    return pa.table(
        {
            "article_key": pa.array([key for key, _ in rows], pa.uint64()),
            "family": pa.array([family for _, family in rows], pa.uint64()),
        }
    )


def _lists(
    rows: Sequence[Sequence[int] | npt.NDArray[np.unsignedinteger]], kind: type[np.unsignedinteger]
) -> pa.Array:
    offsets = np.zeros(len(rows) + 1, np.int32)
    np.cumsum([len(row) for row in rows], out=offsets[1:])
    values = np.concatenate([np.zeros(0, kind), *(np.asarray(row, kind) for row in rows)])
    return pa.ListArray.from_arrays(pa.array(offsets), pa.array(values))
