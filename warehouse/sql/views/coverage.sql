-- Grain: one row per outlet and day of publication; null stands for articles of unknown outlet, and for undated ones.
-- Answers: What did we read of an outlet on each day, and what did we miss?
create or replace view coverage as
with copies as (
    select distinct article_id
    from core.lineage_edges
    where kind in ('syndicated', 'rewrite') and direction = 'known'
),
said as (
    select article_id, count(*) as n_claims
    from core.claims
    group by article_id
),
days as (
    select
        a.outlet,
        a.published[:10] as day,
        count(*) as n_articles,
        coalesce(sum(s.n_claims), 0)::bigint as n_claims,
        count(*) filter (where s.article_id is null) as n_without_claims,
        count(*) filter (where a.text = '') as n_without_text,
        count(k.article_id) as n_copies
    from core.articles as a
    left join said as s on s.article_id = a.article_id
    left join copies as k on k.article_id = a.article_id
    group by a.outlet, a.published[:10]
),
gaps as (
    select
        outlet,
        case when gap <> 'not_dated' then day end as day,
        count(*) filter (where gap = 'not_read') as n_not_read,
        count(*) filter (where gap = 'not_parsed') as n_not_parsed,
        count(*) filter (where gap = 'not_dated') as n_not_dated,
        count(*) filter (where gap = 'read_in_part') as n_read_in_part
    from blind_spots
    group by outlet, case when gap <> 'not_dated' then day end
)
select
    coalesce(d.outlet, g.outlet) as outlet,
    coalesce(d.day, g.day) as day,
    coalesce(d.n_articles, 0) as n_articles,
    coalesce(d.n_claims, 0) as n_claims,
    coalesce(d.n_copies, 0) as n_copies,
    coalesce(d.n_without_claims, 0) as n_without_claims,
    coalesce(d.n_without_text, 0) as n_without_text,
    coalesce(g.n_not_read, 0) as n_not_read,
    coalesce(g.n_not_parsed, 0) as n_not_parsed,
    coalesce(g.n_not_dated, 0) as n_not_dated,
    coalesce(g.n_read_in_part, 0) as n_read_in_part
from days as d
full outer join gaps as g on g.outlet is not distinct from d.outlet and g.day is not distinct from d.day;

comment on view coverage is 'Coverage: what was read of each outlet on each day, beside what was not.';
comment on column coverage.outlet is 'Publisher; null when unknown.';
comment on column coverage.day is 'Day of publication, ISO; null for undated articles. What was not read stands at the day of the run that tried.';
comment on column coverage.n_articles is 'Number of articles.';
comment on column coverage.n_claims is 'Number of their claims.';
comment on column coverage.n_copies is 'Articles that are copies or rewrites of another.';
comment on column coverage.n_without_claims is 'Articles without any claim.';
comment on column coverage.n_without_text is 'Articles of which only ready-made claims are known.';
comment on column coverage.n_not_read is 'What could not be fetched, opened or read.';
comment on column coverage.n_not_parsed is 'What was fetched and could not be parsed.';
comment on column coverage.n_not_dated is 'Articles that name no day of publication.';
comment on column coverage.n_read_in_part is 'Times an article was read in part: too many claims, a number or a sign that is not clear.';
