-- Grain: one row per answer that two origins, or at least two articles, state.
-- Answers: What has a second source?
create or replace view agreements as
with shared as (
    select answer_id, question_id, block_key, value_text, object, n_claims, n_articles, n_origins, first_seen_at,
        first_article_id
    from core.answers
    where n_origins >= 2 or n_articles >= 2
),
tellers as (
    select s.answer_id, list(distinct a.outlet order by a.outlet) filter (where a.outlet is not null) as outlets
    from shared as s
    join core.answer_forms as af
        on af.answer_id = s.answer_id and af.block_key = s.block_key and af.role = 'states'
    join core.claim_forms as cf on cf.form_id = af.form_id and cf.block_key = af.block_key
    join core.claims as c on c.claim_id = cf.claim_id
    join core.articles as a on a.article_id = c.article_id
    group by s.answer_id
)
select
    s.answer_id,
    q.question_id,
    q.text as question,
    q.kind,
    q.subject,
    q.metric,
    q.period,
    q.scope,
    q.verdict,
    coalesce(case when q.kind = 'fact' then s.object end, s.value_text, s.object) as value,
    s.n_claims,
    s.n_articles,
    s.n_origins,
    coalesce(t.outlets, []) as outlets,
    s.first_seen_at,
    a.url as first_url
from shared as s
join core.questions as q on q.question_id = s.question_id and q.block_key = s.block_key
left join tellers as t on t.answer_id = s.answer_id
left join core.articles as a on a.article_id = s.first_article_id;

comment on view agreements is 'Answers that more than one article states, with how many independent origins stand behind them.';
comment on column agreements.answer_id is 'Answer.';
comment on column agreements.question_id is 'Question it answers.';
comment on column agreements.question is 'That question in words.';
comment on column agreements.kind is 'quantity, fact or quote.';
comment on column agreements.subject is 'Canonical subject.';
comment on column agreements.metric is 'What is measured or stated.';
comment on column agreements.period is 'ISO period of the question; null when it is open.';
comment on column agreements.scope is 'Scope of the question: JSON object, keys sorted.';
comment on column agreements.verdict is 'Where the question stands: settled, single_origin or disputed.';
comment on column agreements.value is 'Value as its most precise form prints it.';
comment on column agreements.n_claims is 'Number of claims that state it.';
comment on column agreements.n_articles is 'Number of articles that state it.';
comment on column agreements.n_origins is 'Number of independent origins: two or more is what a newsroom asks for.';
comment on column agreements.outlets is 'Names of the outlets that state it, sorted.';
comment on column agreements.first_seen_at is 'Earliest publication of a claim that states it.';
comment on column agreements.first_url is 'URL of the article of that claim.';
