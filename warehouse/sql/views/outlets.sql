-- Grain: one row per outlet; null stands for articles of unknown outlet.
-- Answers: Whose articles are mostly copies, and who contradicts others most?
create or replace view outlets as
with clashes as (
    select coalesce(outlet, '') as outlet, count(distinct rank) as n_contradictions
    from (
        select outlet_a as outlet, rank from contradictions
        union all
        select outlet_b, rank from contradictions
    )
    group by coalesce(outlet, '')
),
said as (
    select article_id, count(*) as n_claims
    from core.claims
    group by article_id
),
copies as (
    select distinct article_id
    from core.lineage_edges
    where kind in ('syndicated', 'rewrite') and direction = 'known'
),
counted as (
    select
        a.outlet,
        count(*) as n_articles,
        coalesce(sum(s.n_claims), 0)::bigint as n_claims,
        count(k.article_id) as n_copies
    from core.articles as a
    left join said as s on s.article_id = a.article_id
    left join copies as k on k.article_id = a.article_id
    group by a.outlet
)
select
    n.outlet,
    n.n_articles,
    n.n_claims,
    coalesce(c.n_contradictions, 0) as n_contradictions,
    n.n_copies,
    n.n_copies / n.n_articles as copied_ratio
from counted as n
left join clashes as c on c.outlet = coalesce(n.outlet, '');

comment on view outlets is 'Outlets, with what their articles hold.';
comment on column outlets.outlet is 'Publisher; null for articles of unknown outlet.';
comment on column outlets.n_articles is 'Number of articles.';
comment on column outlets.n_claims is 'Number of claims in them.';
comment on column outlets.n_contradictions is 'Number of contradictions in which it stands for a side.';
comment on column outlets.n_copies is 'Number of articles that are known to be copies or rewrites of another.';
comment on column outlets.copied_ratio is 'n_copies by n_articles, 0 to 1.';
