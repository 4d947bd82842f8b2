-- The written forms of some blocks with what judging needs beside them, as if some articles were not held. A form that
-- only these tell is left out. Takes $block_keys, $left_out.
with told as (
    select
        cf.block_key,
        cf.form_id,
        count(*) as n_claims,
        max(c.confidence) as sureness,
        case when min(c.article_id) = max(c.article_id) then min(c.article_id) end as only_article,
        arg_min(c.claim_id, (coalesce(a.published, '9999'), c.claim_id)) as first_claim,
        arg_min(c.sentence, (coalesce(a.published, '9999'), c.claim_id)) as first_sentence,
        arg_min(coalesce(c.value_text, ''), (coalesce(a.published, '9999'), c.claim_id)) as first_value,
        arg_min(coalesce(a.outlet, ''), (coalesce(a.published, '9999'), c.claim_id)) as first_outlet,
        list(
            distinct coalesce(
                nullif(c.value_text, ''), nullif(c.object, ''), case when c.kind = 'quote' then c.sentence end, ''
            )
        ) as spellings
    from core.claim_forms as cf
    join core.claims as c on c.claim_id = cf.claim_id
    join core.articles as a on a.article_id = c.article_id
    where list_contains($block_keys, cf.block_key)
        and list_contains($block_keys, c.block_key)
        and not list_contains($left_out, c.article_id)
    group by all
),
stated as (
    select block_key, form_id, min(answer_id) as answer_id
    from core.answer_forms
    where role = 'states' and list_contains($block_keys, block_key)
    group by all
)
select
    f.form_id,
    f.block_key,
    f.kind,
    f.subject,
    f.metric,
    f.low,
    f.high,
    f.unit,
    f.modifier,
    f.value_text,
    f.object,
    f.scope,
    f.period,
    f.status,
    f.counterparty,
    f.provider,
    f.told,
    t.sureness,
    t.only_article,
    t.spellings,
    t.n_claims,
    t.first_claim,
    t.first_sentence,
    t.first_value,
    t.first_outlet,
    s.answer_id,
    f.question_id,
    q.text as question
from core.forms as f
join told as t on t.block_key = f.block_key and t.form_id = f.form_id
left join stated as s on s.block_key = f.block_key and s.form_id = f.form_id
left join core.questions as q on q.question_id = f.question_id and q.block_key = f.block_key
where list_contains($block_keys, f.block_key)
order by f.block_key, f.form_id;
