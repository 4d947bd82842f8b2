-- Questions worth a page of their own: disputed ones, then those that most tell of. Takes $limit.
with told as (
    select
        question_id,
        block_key,
        max(n_articles) as n_articles,
        max(n_origins) as n_origins,
        min(first_seen_at) as first_told,
        max(first_seen_at) as last_answer,
        arg_max(coalesce(value_text, object), (n_origins, n_articles, n_claims, answer_id)) as value
    from core.answers
    group by question_id, block_key
)
select
    q.question_id,
    q.text as question,
    q.kind,
    q.subject,
    q.metric,
    q.scope,
    q.period,
    q.verdict,
    q.n_claims,
    n.n_origins,
    n.n_articles,
    n.first_told,
    n.last_answer,
    n.value
from core.questions as q
join told as n on n.question_id = q.question_id and n.block_key = q.block_key
order by q.verdict = 'disputed' desc, n.n_origins desc, n.n_articles desc, q.n_claims desc, q.question_id
limit $limit;
