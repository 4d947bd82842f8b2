-- The widest broken sums that are worth an alert, each with the sentence of its first claim. Takes $limit.
select
    s.sum_id,
    s.article_url,
    s.outlet,
    s.published,
    s.rule,
    s.working,
    s.explanation,
    c.sentence,
    s.gap,
    s.confidence
from broken_sums as s
join claims as c on c.claim_id = s.claim_ids[1]
where s.alert
order by s.confidence desc, s.gap desc, s.sum_id
limit $limit;
