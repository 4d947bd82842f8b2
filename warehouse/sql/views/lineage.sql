-- Grain: one row per article and source it derives from, in one way.
-- Answers: Which articles are copies of a wire story?
create or replace view lineage as
select
    a.url as article_url,
    source.url as origin_url,
    coalesce(e.origin_name, source.outlet) as origin_name,
    e.kind,
    e.direction,
    e.confidence,
    e.evidence
from core.lineage_edges as e
join core.articles as a on a.article_id = e.article_id
left join core.articles as source on source.article_id = e.origin_article_id;

comment on view lineage is 'Lineage: which article derives from which other, or from a named source that is not held.';
comment on column lineage.article_url is 'Article that derives.';
comment on column lineage.origin_url is 'Article it derives from; null when that is not held.';
comment on column lineage.origin_name is 'Name of the source: as credited, else the outlet of the origin.';
comment on column lineage.kind is 'syndicated (near verbatim), rewrite (in part), quotes_from or cites.';
comment on column lineage.direction is 'known, or unknown when either may have come first.';
comment on column lineage.confidence is 'How sure tracing is, 0 to 1.';
comment on column lineage.evidence is 'Shared words, or the credit as printed.';
