insert into core.forms (
    form_id, block_key, question_id, kind, subject, metric, low, high, unit, modifier, value_text, object, scope,
    period, status, counterparty, provider, told, n_claims
)
with sizes as (
    select block_key, form_id, count(*) as n_claims
    from staged_claim_forms
    group by block_key, form_id
)
select
    s.form_id, s.block_key, s.question_id, s.kind, s.subject, s.metric, s.low, s.high, s.unit, s.modifier,
    s.value_text, s.object, s.scope, s.period, s.status, s.counterparty, s.provider, s.told,
    coalesce(z.n_claims, 0)
from staged_forms as s
left join sizes as z on z.block_key = s.block_key and z.form_id = s.form_id
order by s.block_key, s.form_id;
