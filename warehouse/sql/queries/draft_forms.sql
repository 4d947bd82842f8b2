-- The written forms of some blocks with what judging needs beside them, as if some articles were not held. A form that
-- only these tell is left out. `first_` is of the earliest claim. Takes $block_keys, $left_out.
with told as (
    select
        cf.block_key,
        cf.form_id,
        count(*) as n_claims,
        max(c.confidence) as sureness,
        case when min(c.article_id) = max(c.article_id) then min(c.article_id) end as only_article,
        list(
            distinct coalesce(
                nullif(c.value_text, ''), nullif(c.object, ''), case when c.kind = 'quote' then c.sentence end, ''
            )
        ) as spellings,
        list(distinct c.claim_id) filter (
            where c.claim_id in (select claim_a from core.judgements union all select claim_b from core.judgements)
        ) as named
    from core.claim_forms as cf
    join core.claims as c on c.claim_id = cf.claim_id
    where list_contains($block_keys, cf.block_key)
        and list_contains($block_keys, c.block_key)
        and not list_contains($left_out, c.article_id)
    group by all
),
firsts as (
    select cf.block_key, cf.form_id, c.claim_id, c.sentence, c.value_text
    from core.claim_forms as cf
    join core.claims as c on c.claim_id = cf.claim_id
    where cf.witness = 1
        and list_contains($block_keys, cf.block_key)
        and list_contains($block_keys, c.block_key)
),
stated as (
    select af.block_key, af.form_id, min(af.answer_id) as answer_id, max(n.n_origins) as n_origins
    from core.answer_forms as af
    join core.answers as n on n.answer_id = af.answer_id and n.block_key = af.block_key
    where af.role = 'states' and list_contains($block_keys, af.block_key)
    group by all
)
select
    f.* exclude (n_claims),
    t.sureness,
    t.only_article,
    t.spellings,
    t.named,
    t.n_claims,
    w.claim_id as first_claim,
    w.sentence as first_sentence,
    w.value_text as first_value,
    s.answer_id,
    coalesce(s.n_origins, 0) as n_origins,
    q.text as question
from core.forms as f
join told as t on t.block_key = f.block_key and t.form_id = f.form_id
join firsts as w on w.block_key = f.block_key and w.form_id = f.form_id
left join stated as s on s.block_key = f.block_key and s.form_id = f.form_id
left join core.questions as q on q.question_id = f.question_id and q.block_key = f.block_key
where list_contains($block_keys, f.block_key)
order by f.block_key, f.form_id;
