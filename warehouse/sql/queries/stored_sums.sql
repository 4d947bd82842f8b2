-- A sum that does not come out. Takes $sum_id.
select sum_id, article_id, rule, claim_ids, told, working, explanation
from core.broken_sums
where sum_id = $sum_id;
