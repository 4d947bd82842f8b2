-- Quotations that are told in several wordings, the gravest first. Takes $limit.
select *
from contradictions
where kind = 'quote'
order by rank
limit $limit;
