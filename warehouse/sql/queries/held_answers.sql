-- The answers to some questions, those of most origins first. Takes $question_ids.
with outlets as (
    select n.answer_id, list(distinct a.outlet order by a.outlet) filter (where a.outlet is not null) as outlets
    from core.answers as n
    join core.answer_forms as af on af.answer_id = n.answer_id and af.block_key = n.block_key
    join core.claim_forms as cf on cf.form_id = af.form_id and cf.block_key = af.block_key
    join core.claims as c on c.claim_id = cf.claim_id
    join core.articles as a on a.article_id = c.article_id
    where list_contains($question_ids, n.question_id)
    group by n.answer_id
)
select
    n.question_id,
    n.answer_id,
    coalesce(case when q.kind = 'fact' then n.object end, n.value_text, n.object) as value,
    n.n_claims,
    n.n_articles,
    n.n_origins,
    n.first_seen_at,
    a.url as first_url,
    a.outlet as first_outlet,
    coalesce(o.outlets, []) as outlets
from core.answers as n
join core.questions as q on q.question_id = n.question_id and q.block_key = n.block_key
left join core.articles as a on a.article_id = n.first_article_id
left join outlets as o on o.answer_id = n.answer_id
where list_contains($question_ids, n.question_id)
order by n.question_id, n.n_origins desc, n.first_seen_at nulls last, n.answer_id;
