insert into core.questions (
    question_id, block_key, kind, subject, metric, scope, period, text, verdict, n_claims
)
with sizes as (
    select f.block_key, f.question_id, count(*) as n_claims
    from staged_claim_forms as s
    join staged_forms as f on f.block_key = s.block_key and f.form_id = s.form_id
    group by f.block_key, f.question_id
)
select
    q.question_id, q.block_key, q.kind, q.subject, q.metric, q.scope, q.period, q.text, q.verdict,
    coalesce(z.n_claims, 0)
from staged_questions as q
left join sizes as z on z.block_key = q.block_key and z.question_id = q.question_id
order by q.block_key, q.question_id;
