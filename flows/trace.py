"""Where a claim comes from: the tree of its tellings, from the first to the latest. No Prefect.

Claims and lineage come from the published file; the tree is grown from them anew each time, so it is always
of what is published.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from checkers.credits import Publishers
from checkers.genealogy.kinship import Kinship, load_kinship
from checkers.genealogy.records import MEANING, Change, Entry, Genealogy, Node, Teller
from checkers.genealogy.records import Descent as Inherited
from checkers.genealogy.tree import around, grow
from checkers.phrases import shown
from checkers.questions import block_of, form_of
from checkers.records import Telling as Told
from checkers.rules import Rules
from extractors.claims.pipeline import Lexicon
from extractors.records import Claim, Kind, Span
from extractors.text.fragments import fragment_of
from extractors.text.selectors import quote_of
from flows.check import make_rules
from flows.lookup import find_contradiction, find_thing, rulings_of
from flows.report import open_published
from flows.settings import Settings
from reports.descent import Alteration, Descent, Entrance, Inheritance, Quoted, Telling
from warehouse import Published
from warehouse.held_rows import HeldQuestion, NamedThing
from warehouse.kin_rows import HeldPage, KinBlock, KinClaim, KinEdge

_HINT = "trace takes a question, a claim, or a contradiction"


def trace(settings: Settings, given: str) -> Descent:
    """The trees of a question, or the tree of a claim, by an id; the beginning of one will do.

    Of a contradiction those of its question.

    Cost: that of reading the claims of one subject and metric, and of the metrics told for it.

    Raises:
        WarehouseError: nothing has been published yet.
        QueryRefused: an id that is unknown, or begins several; the message names candidates.
        LexiconError: the user's lexicon folder cannot be understood.
    """
    with open_published(settings) as published:
        finding = find_contradiction(published, given)
        wanted = given if finding is None else finding.question_id
        thing = find_thing(published, wanted, ("question", "claim"), _HINT)
        lexicon = Lexicon.load(settings.lexicon)
        return trace_thing(published, thing, lexicon, make_rules(lexicon, rulings_of(published)))


def trace_thing(published: Published, thing: NamedThing, lexicon: Lexicon, rules: Rules) -> Descent:
    """The trees of a question or claim of a published file, by the rules given."""
    asks = {"question_id": None, "claim_id": None, f"{thing.sort}_id": thing.id}
    held = published.rows(KinBlock, **asks)
    figures = any(block.kind == Kind.QUANTITY for block in held)
    blocks = _kin_blocks(held, rules, load_kinship())
    rows, whole = grow_blocks(published, blocks, lexicon, rules, figures=figures)
    wanted = {thing.id}
    if thing.sort == "question":
        wanted = {row.claim_id for row in rows.values() if row.question_id == thing.id}
    tree = around(whole, wanted)
    through = {name for node in tree.nodes if node.descent for name in node.descent.through}
    articles = {node.tellers[0].article_id for node in tree.nodes if node.is_held} | through
    pages = {page.article_id: page for page in published.rows(HeldPage, article_ids=sorted(articles))}
    question_id = thing.id if thing.sort == "question" else rows[thing.id].question_id
    asked = published.rows(HeldQuestion, question_id=question_id)
    return _descent(tree, rows, pages, asked[0] if asked else None, thing)


def grow_blocks(
    published: Published,
    block_keys: Iterable[str],
    lexicon: Lexicon,
    rules: Rules,
    *,
    figures: bool = False,
) -> tuple[dict[str, KinClaim], Genealogy]:
    """The claims of these blocks by id, and all the trees that they make.

    With `figures`, all figures of articles that these claims derive from, or that derive from theirs, are
    looked at too: in a copy a figure may be read of something else.
    """
    keys = sorted(block_keys)
    rows = {row.claim_id: row for row in published.rows(KinClaim, block_keys=keys, figures=figures)}
    articles = sorted({row.article_id for row in rows.values()})
    edges = [row.edge() for row in published.rows(KinEdge, article_ids=articles)]
    canonical = Publishers(lexicon.entities, lexicon.outlets).canonical
    tellers = [_teller(row, rules) for row in rows.values()]
    return rows, grow(tellers, edges, canonical, rules, load_kinship())


def _kin_blocks(held: Iterable[KinBlock], rules: Rules, kinship: Kinship) -> set[str]:
    """The blocks of these claims, and those of the metrics that may be told for theirs."""
    found: set[str] = set()
    for block in held:
        found.add(block.block_key)
        subject = rules.judgements.subject_of(block.subject)
        family = rules.families.get(subject)
        for metric in kinship.of(block.metric):
            claim = Claim(
                claim_id="", article_id="", kind=Kind(block.kind), subject=subject, metric=metric, sentence=""
            )
            found.add(block_of(claim, subject, family))
    return found


def _teller(row: KinClaim, rules: Rules) -> Teller:
    told = row.telling()
    return Teller(telling=told, form=form_of(row.block_key, told, rules), question_id=row.question_id)


def _descent(
    tree: Genealogy,
    rows: Mapping[str, KinClaim],
    pages: Mapping[str, HeldPage],
    question: HeldQuestion | None,
    thing: NamedThing,
) -> Descent:
    asked = thing.id if thing.sort == "claim" else None
    held = [node for node in tree.nodes if node.is_held]
    return Descent(
        question_id=question.question_id if question is not None else None,
        question=question.text if question is not None else thing.words,
        claim_id=asked,
        verdict=question.verdict if question is not None else None,
        n_articles=len({node.tellers[0].article_id for node in held}),
        n_first=sum(node.descent is None for node in held),
        n_unseen=len(tree.nodes) - len(held),
        tellings=tuple(_telling(node, rows, pages, asked) for node in tree.nodes),
        entrances=tuple(_entrance(entry) for entry in tree.entries),
    )


def _telling(
    node: Node, rows: Mapping[str, KinClaim], pages: Mapping[str, HeldPage], asked: str | None
) -> Telling:
    origin = _inheritance(node.descent, pages) if node.descent is not None else None
    if not node.tellers:
        return _unseen(node, origin)
    claim_ids = tuple(each.telling.claim.claim_id for each in node.tellers)
    row = rows[asked if asked in claim_ids else _clearest(node)]
    teller = node.tellers[claim_ids.index(row.claim_id)]
    page = pages[row.article_id]
    start = row.value_place()
    return Telling(
        node_id=node.node_id,
        source=None,
        outlet=row.outlet,
        published=row.published,
        title=page.title,
        url=row.url,
        claim_ids=claim_ids,
        question_id=row.question_id,
        value=shown(teller.form),
        status=row.status,
        attributed_to=row.attributed_to,
        sentence=row.sentence,
        value_start=start,
        value_end=start + len(row.value_text) if start is not None and row.value_text else None,
        quoted=_quoted(teller.telling, page),
        is_asked=asked in claim_ids,
        origin=origin,
    )


def _clearest(node: Node) -> str:
    """Of an article's claims that say one thing the first that credits somebody, else the first."""
    claims = [each.telling.claim for each in node.tellers]
    return next((claim.claim_id for claim in claims if claim.attributed_to), claims[0].claim_id)


def _unseen(node: Node, origin: Inheritance | None) -> Telling:
    return Telling(
        node_id=node.node_id,
        source=node.source,
        outlet=None,
        published=None,
        title=None,
        url=None,
        claim_ids=(),
        question_id=None,
        value="",
        status=None,
        attributed_to=None,
        sentence="",
        value_start=None,
        value_end=None,
        quoted=None,
        is_asked=False,
        origin=origin,
    )


def _quoted(told: Told, page: HeldPage) -> Quoted | None:
    """The selector and link of a claim's value; of a claim whose text is not held there are none."""
    start, end = told.claim.start, told.claim.end
    if start is None or end is None or not start < end <= len(page.text):
        return None
    span = Span(start=start, end=end)
    quote = quote_of(page.text, span)
    if not quote.exact.strip():
        return None
    fragment = fragment_of(page.text, span, (page.title,) if page.title else ())
    is_on_the_web = page.url.startswith(("http://", "https://"))
    return Quoted(
        exact=quote.exact,
        prefix=quote.prefix,
        suffix=quote.suffix,
        link=fragment.link(page.url) if is_on_the_web else None,
        is_unique=fragment.is_unique,
    )


def _inheritance(descent: Inherited, pages: Mapping[str, HeldPage]) -> Inheritance:
    between = [pages[name] for name in descent.through if name in pages]
    return Inheritance(
        parent=descent.parent,
        tie=descent.tie,
        direction=descent.direction,
        confidence=descent.confidence,
        evidence=descent.evidence,
        changes=tuple(map(_alteration, descent.changes)),
        through=tuple(page.outlet or page.url for page in between),
    )


def _alteration(change: Change) -> Alteration:
    return Alteration(
        mutation=change.mutation,
        meaning=MEANING[change.mutation],
        weight=change.weight,
        before=change.before,
        after=change.after,
    )


def _entrance(entry: Entry) -> Entrance:
    return Entrance(
        node_id=entry.node_id,
        change=_alteration(entry.change),
        inherited_by=entry.inherited_by,
        corrected_by=entry.corrected_by,
    )
