insert into core.broken_sums (
    sum_id, article_id, rule, claim_ids, told, low, high, unit, gap, working, explanation, confidence, alert
)
select sum_id, article_id, rule, claim_ids, told, low, high, unit, gap, working, explanation, confidence, alert
from staged_sums
order by article_id, sum_id;
