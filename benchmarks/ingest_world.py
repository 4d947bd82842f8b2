"""A web of news sites on the loopback addresses: each has a feed, a robots.txt, and pages like a paper's.

Each site is an address `127.2.x.y`. The stories are those of `benchmarks.lineage_world`; around each stands
what stands around a story on the web: navigation, scripts, teasers, a notice on cookies, a footer.
"""

from __future__ import annotations

import asyncio
import html
import json
import random
import socket
from multiprocessing.connection import Connection
from string import Template

from benchmarks.lineage_world import Row, make_world

_TEASERS = 60
_SCRIPT_LINES = 300
_WORDS = (
    "budget",
    "harbour",
    "minister",
    "verdict",
    "storm",
    "derby",
    "merger",
    "strike",
    "recipe",
    "review",
)

_PAGE = Template("""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>$title</title><link rel="canonical" href="$url">
<script type="application/ld+json">$told</script><script>window.q=window.q||[];$script</script></head>
<body><header><nav><ul>$menu</ul></nav></header>
<div class="cookie-notice"><p>We use cookies. <a href="/privacy">How</a>.</p><button>Yes</button></div>
<main><article><h1>$title</h1>$body</article></main>
<aside><h2>More stories</h2><ul>$teasers</ul></aside>
<footer><ul>$menu</ul><p>All rights reserved.</p></footer></body></html>
""")

Answers = dict[tuple[str, str], tuple[str, bytes]]


def host_of(site: int) -> str:
    """The address of a site."""
    return f"127.2.{site // 250}.{site % 250 + 1}"


def make_sites(articles: int, sites: int, port: int, seed: int = 1) -> Answers:
    """What each site answers: content type and body by host and path. Linear."""
    rand = random.Random(f"sites {seed}")
    found: Answers = {}
    items: list[list[str]] = [[] for _ in range(sites)]
    for number, row in enumerate(make_world(articles, seed=seed).rows):
        host = host_of(number % sites)
        path = f"/news/{number}"
        found[host, path] = (
            "text/html; charset=utf-8",
            _page(row, f"http://{host}:{port}{path}", rand).encode(),
        )
        items[number % sites].append(
            f"<item><title>{html.escape(row.title)}</title><link>http://{host}:{port}{path}</link></item>"
        )
    for site, entries in enumerate(items):
        feed = f'<rss version="2.0"><channel><title>Site {site}</title>{"".join(entries)}</channel></rss>'
        found[host_of(site), "/feed.xml"] = "application/rss+xml", feed.encode()
        found[host_of(site), "/robots.txt"] = "text/plain", b"User-agent: *\nDisallow: /account\n"
    return found


def _page(row: Row, url: str, rand: random.Random) -> str:
    told = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": row.title,
        "datePublished": row.published,
        "author": {"@type": "Person", "name": row.author or "Desk"},
        "publisher": {"@type": "Organization", "name": row.outlet},
    }
    teasers = "".join(_teaser(n, rand) for n in range(_TEASERS))
    script = "\n".join(_call(n, rand) for n in range(_SCRIPT_LINES))
    body = "".join(f"<p>{html.escape(part)}</p>" for part in row.text.split("\n") if part.strip())
    menu = "".join(f'<li><a href="/{word}">{word.capitalize()}</a></li>' for word in _WORDS)
    return _PAGE.substitute(
        title=html.escape(row.title),
        url=url,
        told=json.dumps(told),
        script=script,
        menu=menu,
        body=body,
        teasers=teasers,
    )


def _teaser(number: int, rand: random.Random) -> str:
    title = " ".join(rand.choices(_WORDS, k=7)).capitalize()
    text = " ".join(rand.choices(_WORDS, k=18))
    picture = f'<img src="/i/{number}.jpg" alt="">'
    return f'<li><a href="/t/{rand.randrange(10**6)}">{picture}<h3>{title}</h3></a><p>{text}.</p></li>'


def _call(number: int, rand: random.Random) -> str:
    return f"q.push(['{rand.choice(_WORDS)}',{rand.random():.9f},function(e){{return e.target*{number};}}]);"


def serve(articles: int, sites: int, ready: Connection) -> None:
    """Serve until the process is ended; sends the port when it listens. Only the loopback is answered."""

    async def run() -> None:
        listener = socket.create_server(("0.0.0.0", 0), backlog=1024)  # all of 127.0.0.0/8
        answers = make_sites(articles, sites, listener.getsockname()[1])

        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            try:
                if writer.get_extra_info("peername")[0].startswith("127."):
                    path = (await reader.readuntil(b"\r\n\r\n")).split(b" ", 2)[1].decode()
                    found = answers.get((writer.get_extra_info("sockname")[0], path))
                    kind, body = found or ("text/plain", b"not here")
                    status = "200 OK" if found else "404 Not Found"
                    head = f"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Type: {kind}\r\n"
                    writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
                    await writer.drain()
            except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
                pass
            finally:
                writer.close()

        server = await asyncio.start_server(answer, sock=listener)
        ready.send(listener.getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())
