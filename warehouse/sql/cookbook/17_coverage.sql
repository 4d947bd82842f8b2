-- Question: What did we read of each outlet, day by day, and what not?
-- Reading: A day of null are articles that name none.
select outlet, day, n_articles, n_claims, n_copies, n_not_read, n_not_dated
from coverage
where day is null or day >= '2031-03-01' and n_articles > 0
order by outlet, day
limit 20;
