select
    sum_id,
    article_url,
    outlet,
    published,
    rule,
    claim_ids,
    told,
    low,
    high,
    unit,
    gap,
    working,
    explanation,
    confidence,
    alert
from broken_sums
order by sum_id;
