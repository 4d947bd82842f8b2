-- Which blocks and subjects a question, or one claim, is about. Takes $question_id, $claim_id; either may be null.
select distinct c.block_key, c.kind, c.subject, c.metric
from core.claims as c
left join core.claim_forms as cf on cf.claim_id = c.claim_id
left join core.forms as f on f.form_id = cf.form_id and f.block_key = cf.block_key
where f.question_id = $question_id or c.claim_id = $claim_id
order by all;
