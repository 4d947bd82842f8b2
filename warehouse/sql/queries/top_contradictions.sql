-- The gravest contradictions. Takes $limit.
select *
from contradictions
order by rank
limit $limit;
