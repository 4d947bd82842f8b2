"""Taking an article or an outlet out of everything that is kept: tables, files, snapshots, exports, sites."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime

from extractors.articles.urls import canonical_url, is_web_url
from flows.exports import export_folders, export_published
from flows.job import MainJob
from flows.prefect_env import HOME
from flows.progress import RunProgress
from flows.session import Session
from flows.settings import Settings
from flows.site import site_places
from flows.site import write as write_site_anew
from warehouse.bodies import BodyLost
from warehouse.export import is_export
from warehouse.snapshots import clear_snapshots


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What was taken out of where."""

    articles: int
    claims: int
    exports: tuple[str, ...]


def forget(settings: Settings, what: str, progress: RunProgress) -> Erased:
    """Take out the article at the address `what`, or all articles of the outlet of that name.

    Findings are worked out again without them, and every file that held them is written anew or removed.
    A tombstone, a hash, keeps them from being read again. Killed at any point, doing it again finishes it.

    Raises:
        WarehouseLocked, NewerSchema, WarehouseBroken, DiskFull: as opening a session.
    """
    url = canonical_url(what) if is_web_url(what) else what if what.startswith("file:") else None
    outlet = None if url else what
    with Session(settings) as session:
        session.load()
        addresses = {*session.warehouse.addresses(url=url, outlet=outlet), *((url,) if url else ())}
        _forget_bodies(session, frozenset(addresses))
        gone = session.warehouse.forget(url=url, outlet=outlet)
        exports = finish_erasing(session, progress)
    return Erased(articles=gone.articles, claims=gone.claims, exports=exports)


def _forget_bodies(session: Session, addresses: frozenset[str]) -> None:
    """Remove the kept bodies that came from these addresses, or tell one: a feed may hold the whole text.

    Before their articles, which tell the addresses. A body that the disk has damaged goes too.
    """
    fetches = session.warehouse.fetches_since(datetime.min)
    led = {
        row.body_sha256
        for row in fetches
        if not addresses.isdisjoint(
            canonical_url(each) if is_web_url(each) else each for each in (row.url, *row.chain)
        )
    }
    words = [address.encode() for address in addresses]
    store = session.warehouse.bodies
    for name in sorted(store.names() - led):
        try:
            body = store.read(name)
        except BodyLost:  # nobody can say what it was, and nothing can be made of it again
            led.add(name)
            continue
        if any(word in body for word in words):
            led.add(name)
    session.warehouse.forget_bodies(sorted(filter(None, led)))


def finish_erasing(session: Session, progress: RunProgress) -> tuple[str, ...]:
    """Finish what a `forget` began, if there is something to finish; the exports that were written anew."""
    if not session.warehouse.is_erasing():
        return ()
    settings = session.settings
    MainJob(session, progress).run(())
    with progress.step("erasing"):
        session.warehouse.rewrite()
        clear_snapshots(settings.data, settings.published)
        for aside in settings.data.glob("warehouse.duckdb.broken-*"):
            aside.unlink()
        for folder in (settings.logs, settings.data / HOME, settings.data / "spill"):
            shutil.rmtree(folder, ignore_errors=True)
        exports = [folder for folder in export_folders(settings.data) if is_export(folder)]
        for folder in exports:
            export_published(settings, folder)
        for place in site_places(settings.data):
            write_site_anew(settings, place)
        session.warehouse.erased()
    return tuple(map(str, exports))
