"""Exports of what is published, and the list of where they lie: what is forgotten leaves them too."""

from __future__ import annotations

from pathlib import Path

from flows.settings import Settings
from warehouse.durable import write_durably
from warehouse.export import Export, export_parquet

LIST_NAME = "exports.txt"


def export_published(settings: Settings, folder: Path) -> Export:
    """Export what is published into `folder`, and remember that it lies there.

    Raises:
        WarehouseError: nothing is published, or the folder holds something else.
    """
    known = export_folders(settings.data)
    if settings.published.exists() and (place := folder.resolve()) not in known:
        lines = "".join(f"{each}\n" for each in sorted({*known, place}))
        write_durably(settings.data / LIST_NAME, lines.encode())
    return export_parquet(settings.published, folder, settings.memory)


def export_folders(data: Path) -> tuple[Path, ...]:
    """Where exports of this data folder were written, of which some may be gone."""
    path = data / LIST_NAME
    return tuple(map(Path, path.read_text(encoding="utf-8").splitlines())) if path.is_file() else ()
