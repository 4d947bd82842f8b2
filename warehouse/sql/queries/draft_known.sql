-- One row: what a draft is held against. Takes nothing.
select
    (select count(*) from core.articles) as n_articles,
    (select count(*) from core.claims) as n_claims,
    (select max(published) from core.articles) as told_until,
    r.run_number,
    r.finished_at
from (select 1) as one
left join (select run_number, finished_at from core.runs order by run_number desc limit 1) as r on true;
