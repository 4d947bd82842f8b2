-- Holds everything that was traced once more, as articles of their own that share nothing with any other: what a window
-- of millions costs is then measured without reading millions of texts. Names of outlets, credits, dates, figures and
-- boilerplate stay as they are, so what is looked up by these grows as it would.
-- Variables: salt (64 bits), short_salt (the 40 bits of a fingerprint), of (the number of the copy).

create or replace macro key_of(id) as (('0x' || substr(id, 5))::ubigint);
create or replace macro other(id) as ('art_' || printf('%016x', xor(key_of(id), getvariable('salt')::ubigint)));

create or replace temp table base as
select article_id from core.articles where url not like 'https://copy-%';

insert into core.articles
select
    other(a.article_id),
    'https://copy-' || getvariable('of') || '.example/' || substr(a.article_id, 5),
    a.outlet,
    a.title,
    a.author,
    a.published,
    'held',
    a.text_sha256,
    a.extractor_version,
    a.run_number
from core.articles as a
semi join base as b on b.article_id = a.article_id;

insert into private.sketches
select
    xor(s.article_key, getvariable('salt')::ubigint),
    other(s.article_id),
    'https://copy-' || getvariable('of') || '.example/' || substr(s.article_id, 5),
    s.outlet,
    s.author,
    s.published,
    s.text_sha256,
    s.credits_digest,
    s.size,
    list_transform(s.sentences, lambda code: case
        when list_contains(coalesce(t.standing, []), code) then code
        else xor(code, getvariable('salt')::ubigint)
    end),
    s.telling,
    s.figures,
    xor(s.page, getvariable('salt')::ubigint),
    s.own,
    s.credited,
    list_transform(s.linked, lambda page: xor(page, getvariable('salt')::ubigint)),
    xor(s.family, getvariable('salt')::ubigint)
from private.sketches as s
semi join base as b on b.article_id = s.article_id
left join (
    select outlet, list(sentence) as standing from private.standing_sentences group by outlet
) as t on t.outlet = s.outlet;

insert into private.fingerprints
select
    xor(f.article_key, getvariable('salt')::ubigint),
    f.part,
    list_sort(list_transform(f.codes, lambda code: xor(code, getvariable('short_salt')::ubigint)))
from private.fingerprints as f
semi join base as b on key_of(b.article_id) = f.article_key;

insert into private.text_pairs
select
    p.part,
    xor(p.earlier, getvariable('salt')::ubigint),
    xor(p.later, getvariable('salt')::ubigint),
    p.kind,
    p.of_earlier,
    p.of_later,
    p.evidence
from private.text_pairs as p
semi join base as b on key_of(b.article_id) = p.earlier;

insert into core.lineage_edges
select
    other(e.article_id),
    case when e.origin_article_id is not null then other(e.origin_article_id) end,
    e.origin_name,
    e.kind,
    e.direction,
    e.confidence,
    e.evidence
from core.lineage_edges as e
semi join base as b on b.article_id = e.article_id;

insert into core.article_origins by name
select o.* replace (other(o.article_id) as article_id, other(o.origin) as origin)
from core.article_origins as o
semi join base as b on b.article_id = o.article_id;
