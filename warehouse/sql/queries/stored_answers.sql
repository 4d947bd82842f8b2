-- The answers to a question with the block and verdict of it. Takes $question_id, or $answer_id of one of its answers.
with asked as (
    select coalesce($question_id, min(question_id)) as question_id
    from core.answers
    where answer_id = $answer_id
)
select
    q.block_key, q.question_id, q.text, q.verdict, n.answer_id, coalesce(n.value_text, n.object) as value, n.n_claims,
    n.n_articles, n.n_origins
from core.questions as q
semi join asked as a on a.question_id = q.question_id
left join core.answers as n on n.question_id = q.question_id and n.block_key = q.block_key
order by n.answer_id;
