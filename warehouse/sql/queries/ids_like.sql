-- What an id, or the beginning of one, may mean; ids that are given whole come alone. Takes $given, $limit.
with known as (
    select
        'claim' as sort,
        claim_id as id,
        external_id,
        concat_ws(', ', subject, metric, coalesce(value_text, object, sentence)) as words
    from core.claims
    where starts_with(claim_id, $given)
        or starts_with(claim_id, 'clm_' || $given)
        or starts_with(external_id, $given)
    union all
    select 'question', question_id, null, text
    from core.questions
    where starts_with(question_id, $given) or starts_with(question_id, 'qst_' || $given)
    union all
    select 'answer', n.answer_id, null, concat_ws(': ', q.text, coalesce(n.value_text, n.object))
    from core.answers as n
    join core.questions as q on q.question_id = n.question_id and q.block_key = n.block_key
    where starts_with(n.answer_id, $given) or starts_with(n.answer_id, 'ans_' || $given)
    union all
    select 'broken sum', sum_id, null, working
    from core.broken_sums
    where starts_with(sum_id, $given) or starts_with(sum_id, 'sum_' || $given)
    union all
    select 'edit', edit_id, null, concat_ws(', ', subject, metric, explanation)
    from core.claim_edits
    where starts_with(edit_id, $given) or starts_with(edit_id, 'edt_' || $given)
    union all
    select distinct
        'former claim', f.claim_id, null, concat_ws(', ', f.subject, f.metric, coalesce(f.value_text, f.object, f.sentence))
    from core.former_claims as f
    anti join core.claims as c on c.claim_id = f.claim_id
    where starts_with(f.claim_id, $given) or starts_with(f.claim_id, 'clm_' || $given)
)
select sort, id, external_id, words
from known
qualify
    (
        coalesce(id = $given or external_id = $given, false)
        or not coalesce(bool_or(id = $given or external_id = $given) over (), false)
    )
    and row_number() over (partition by sort order by id) <= $limit
order by sort desc, id;
