-- The answers to a question, those of most origins first. Takes $question_id.
select
    n.answer_id,
    coalesce(case when q.kind = 'fact' then n.object end, n.value_text, n.object) as value,
    n.n_claims,
    n.n_articles,
    n.n_origins,
    n.first_seen_at,
    a.url as first_url,
    a.outlet as first_outlet
from core.answers as n
join core.questions as q on q.question_id = n.question_id and q.block_key = n.block_key
left join core.articles as a on a.article_id = n.first_article_id
where n.question_id = $question_id
order by n.n_origins desc, n.first_seen_at nulls last, n.answer_id;
