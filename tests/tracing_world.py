"""A small world of names for tests of credits and tracing: listed as the lexicon lists them."""

from __future__ import annotations

from pathlib import Path

from extractors.ids import article_id, text_sha256
from extractors.lexicon.entities import Entities, Entity, EntityKind
from extractors.lexicon.entity_files import EntityLists, Naming
from extractors.lexicon.outlets import Outlet, OutletKind, Outlets
from extractors.lexicon.strict import build, read_toml
from extractors.records import Article

_NAMING = Path(__file__).parents[1] / "extractors" / "lexicon" / "entities" / "naming.toml"

_OUTLETS = {
    "Reuters": ("reuters.com", OutletKind.WIRE, ()),
    "Bloomberg": ("bloomberg.com", OutletKind.WIRE, ("Bloomberg News",)),
    "CNBC": ("cnbc.com", OutletKind.BROADCASTER, ()),
    "NBC": ("nbcnews.com", OutletKind.BROADCASTER, ()),
    "The Information": ("theinformation.com", OutletKind.PAPER, ()),
    "The Wall Street Journal": ("wsj.com", OutletKind.PAPER, ("WSJ", "Wall Street Journal")),
    "Financial Times": ("ft.com", OutletKind.PAPER, ("FT",)),
    "TechCrunch": ("techcrunch.com", OutletKind.BLOG, ()),
    "Axios": ("axios.com", OutletKind.PAPER, ()),
    "Wired": ("wired.com", OutletKind.PAPER, ()),
    "Nimbus": ("nimbus.example", OutletKind.COMPANY, ()),
}
_NAMES = {
    EntityKind.COMPANY: ("Nimbus", "OpenAI", "Twitter", "Microsoft", "Tesla"),
    EntityKind.PERSON: ("Sam Altman", "Elon Musk"),
    EntityKind.INSTITUTION: ("PitchBook", "Gartner"),
}


def _entities() -> Entities:
    listed = [Entity(name=name, kind=kind) for kind, names in _NAMES.items() for name in names]
    listed += [
        Entity(name=name, kind=EntityKind.OUTLET, aliases=aliases)
        for name, (_, kind, aliases) in _OUTLETS.items()
        if kind is not OutletKind.COMPANY
    ]
    listed.append(Entity(name="ChatGPT", kind=EntityKind.PRODUCT, developer="OpenAI"))
    naming = build(Naming, read_toml(_NAMING), str(_NAMING))
    return Entities(EntityLists(entities=tuple(listed), families=(), naming=naming))


ENTITIES = _entities()
OUTLETS = Outlets(
    Outlet(name=name, kind=kind, domains=(domain,), aliases=aliases)
    for name, (domain, kind, aliases) in _OUTLETS.items()
)


def article(
    url: str,
    text: str,
    *,
    outlet: str | None = None,
    published: str | None = None,
    author: str | None = None,
) -> Article:
    """An article with its identity."""
    return Article(
        article_id=article_id(url),
        url=url,
        outlet=outlet,
        title=None,
        author=author,
        published=published,
        text=text,
        text_sha256=text_sha256(text),
    )
