-- Grain: one row per answer that one origin states, however many articles repeat it.
-- Answers: Which figures are everywhere, and rest on one word?
create or replace view single_origin_answers as
select
    q.subject,
    q.metric,
    q.text as question,
    coalesce(case when q.kind = 'fact' then n.object end, n.value_text, n.object) as value,
    n.n_articles,
    n.n_outlets,
    n.n_claims,
    a.outlet as first_outlet,
    n.first_seen_at,
    a.url as first_url,
    q.verdict,
    q.kind,
    q.scope,
    q.period,
    q.question_id,
    n.answer_id
from core.answers as n
join core.questions as q on q.question_id = n.question_id and q.block_key = n.block_key
left join core.articles as a on a.article_id = n.first_article_id
where n.n_origins = 1;

comment on view single_origin_answers is 'Single-origin answers: what has no second source yet, by how widely it is told.';
comment on column single_origin_answers.subject is 'Canonical subject.';
comment on column single_origin_answers.metric is 'What is measured or stated.';
comment on column single_origin_answers.question is 'The question in words.';
comment on column single_origin_answers.value is 'Value as its most precise form prints it.';
comment on column single_origin_answers.n_articles is 'Number of articles that state it.';
comment on column single_origin_answers.n_outlets is 'Number of outlets that state it.';
comment on column single_origin_answers.n_claims is 'Number of claims that state it.';
comment on column single_origin_answers.first_outlet is 'Outlet of the earliest claim; null when unknown.';
comment on column single_origin_answers.first_seen_at is 'Publication of that claim; null when undated.';
comment on column single_origin_answers.first_url is 'URL of its article.';
comment on column single_origin_answers.verdict is 'single_origin, or disputed when other answers contradict it.';
comment on column single_origin_answers.kind is 'quantity, fact or quote.';
comment on column single_origin_answers.scope is 'Scope of the question: JSON object, keys sorted.';
comment on column single_origin_answers.period is 'ISO period of the question; null when it is open.';
comment on column single_origin_answers.question_id is 'Question it answers.';
comment on column single_origin_answers.answer_id is 'Answer.';
