-- Grain: one row per article, or named source that is not held, from which other articles derive.
-- Answers: Whose stories are copied most?
create or replace view copied_sources as
with counted as (
    select
        e.origin_article_id,
        case when e.origin_article_id is null then e.origin_name end as named,
        count(distinct e.article_id) filter (where e.kind in ('syndicated', 'rewrite')) as n_copies,
        count(distinct a.outlet) filter (where e.kind in ('syndicated', 'rewrite')) as n_copy_outlets,
        count(distinct e.article_id) filter (where e.kind in ('cites', 'quotes_from')) as n_credits,
        count(distinct a.outlet) filter (where e.kind in ('cites', 'quotes_from')) as n_credit_outlets
    from core.lineage_edges as e
    join core.articles as a on a.article_id = e.article_id
    where e.direction = 'known'
    group by e.origin_article_id, case when e.origin_article_id is null then e.origin_name end
),
descended as (
    select origin, count(*) filter (where article_id <> origin) as n_descendants
    from core.article_origins
    group by origin
)
select
    coalesce(n.named, a.outlet) as source,
    a.url as article_url,
    a.title,
    a.published,
    n.n_copies,
    n.n_copy_outlets,
    n.n_credits,
    n.n_credit_outlets,
    coalesce(d.n_descendants, 0) as n_descendants
from counted as n
left join core.articles as a on a.article_id = n.origin_article_id
left join descended as d on d.origin = n.origin_article_id;

comment on view copied_sources is 'Copied sources: articles and named sources from which others derive, where it is known which came first.';
comment on column copied_sources.source is 'Outlet of the article, or the name of a source that is not held; null when unknown.';
comment on column copied_sources.article_url is 'URL of the article; null for a source that is not held.';
comment on column copied_sources.title is 'Its headline.';
comment on column copied_sources.published is 'ISO date or UTC instant of publication; null when undated.';
comment on column copied_sources.n_copies is 'Articles that copy or rewrite it directly.';
comment on column copied_sources.n_copy_outlets is 'Of how many outlets.';
comment on column copied_sources.n_credits is 'Articles that credit it or quote from it.';
comment on column copied_sources.n_credit_outlets is 'Of how many outlets.';
comment on column copied_sources.n_descendants is 'Articles of which it is the origin, over any number of copies.';
