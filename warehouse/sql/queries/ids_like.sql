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
)
select sort, id, external_id, words
from known
qualify
    coalesce(id = $given or external_id = $given, false)
    or not coalesce(bool_or(id = $given or external_id = $given) over (), false)
order by sort desc, id
limit $limit;
