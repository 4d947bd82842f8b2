-- Grain: one row per outlet of which the last run brought articles that are new or changed.
with last_run as (select max(run_number) as run_number from core.runs)
select
    coalesce(a.outlet, '(unknown)') as outlet,
    count(distinct a.article_id) as articles,
    count(c.claim_id) as claims,
    max(a.published) as newest
from core.articles as a
join last_run as l on l.run_number = a.run_number
left join core.claims as c on c.article_id = a.article_id
group by all
order by articles desc, outlet
