-- Question: On whose word are the figures?
-- Reading: What an outlet says on its own word has no credit.
select attributed_to, count(*) as n_claims, count(distinct subject) as n_subjects
from claims
where attributed_to is not null
group by attributed_to
order by n_claims desc, attributed_to
limit 20;
