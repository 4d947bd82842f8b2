"""A site on the loopback whose pages a test sets and changes; it keeps what it was asked for."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KINDS = {"xml": "application/xml", "gz": "application/gzip", "html": "text/html; charset=utf-8"}


class _Handler(BaseHTTPRequestHandler):
    server: Site

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        body = self.server.pages.get(self.path)
        self.send_response(200 if body is not None else 404)
        self.send_header("Content-Type", KINDS.get(self.path.rpartition(".")[2], KINDS["html"]))
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")


class Site(ThreadingHTTPServer):
    """The server: `pages` by path, and the paths it was `asked` for."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages: dict[str, bytes] = {}
        self.asked: list[str] = []

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{path}"

    def put(self, path: str, text: str) -> str:
        """Put a page in place; `{site}` becomes the site's own address. Its address."""
        self.pages[path] = text.replace("{site}", self.url("")).encode()
        return self.url(path)

    def story(self, path: str, title: str, text: str, day: str | None = None) -> str:
        """Put an article in place."""
        dated = f'<meta property="article:published_time" content="{day}">' if day else ""
        return self.put(
            path,
            f"<html><head><title>{title}</title>{dated}</head><body><article><h1>{title}</h1>"
            f"<p>{text}</p></article></body></html>",
        )

    def fetched(self) -> list[str]:
        """What was asked for since the last call of this, sorted; robots.txt is passed over."""
        paths = sorted(path for path in self.asked if path != "/robots.txt")
        self.asked.clear()
        return paths


@contextmanager
def running_site() -> Iterator[Site]:
    """A site of its own for the length of the block."""
    site = Site()
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.shutdown()
        site.server_close()


def item(link: str, title: str, day: str = "", guid: str = "", more: str = "") -> str:
    """One entry of a feed."""
    dated = f"<pubDate>{day}</pubDate>" if day else ""
    named = f'<guid isPermaLink="false">{guid}</guid>' if guid else ""
    return f"<item><title>{title}</title><link>{link}</link>{named}{dated}{more}</item>"


def feed(*items: str, title: str = "The Feed") -> str:
    """A feed of those entries."""
    head = f"<rss version='2.0'><channel><title>{title}</title><link>{{site}}/</link>"
    return f"{head}{''.join(items)}</channel></rss>"
