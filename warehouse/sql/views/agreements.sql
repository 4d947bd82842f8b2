-- Grain: one row per answer that two origins, or at least two articles, state.
-- Answers: What has a second source?
create or replace view agreements as
with shared as (
    select
        n.answer_id, n.question_id, n.block_key, n.value_text, n.object, n.n_claims, n.n_articles, n.n_outlets, n.n_origins,
        n.first_seen_at, f.url as first_url, f.outlet as first_outlet
    from core.answers as n
    left join core.articles as f on f.article_id = n.first_article_id
    where n.n_origins >= 2 or n.n_articles >= 2
),
told as (
    select s.answer_id, s.first_outlet, a.outlet, min(a.published) as published
    from shared as s
    join core.answer_forms as af
        on af.answer_id = s.answer_id and af.block_key = s.block_key and af.role = 'states'
    join core.claim_forms as cf on cf.form_id = af.form_id and cf.block_key = af.block_key
    join core.claims as c on c.claim_id = cf.claim_id and c.block_key = cf.block_key
    join core.articles as a on a.article_id = c.article_id
    where a.outlet is not null
    group by s.answer_id, s.first_outlet, a.outlet
),
tellers as (
    select
        answer_id,
        list(outlet order by outlet) as outlets,
        min({'published': published, 'outlet': outlet})
            filter (where published is not null and outlet <> first_outlet) as next
    from told
    group by answer_id
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
    s.first_url,
    s.n_outlets,
    s.first_outlet,
    t.next.outlet as next_outlet,
    t.next.published as next_at
from shared as s
join core.questions as q on q.question_id = s.question_id and q.block_key = s.block_key
left join tellers as t on t.answer_id = s.answer_id;

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
comment on column agreements.n_outlets is 'Number of outlets that state it; articles of one origin without an outlet count as one.';
comment on column agreements.first_outlet is 'Outlet of the earliest claim; null when unknown.';
comment on column agreements.next_outlet is 'The next outlet that stated it; null when all others are undated or unknown.';
comment on column agreements.next_at is 'When that one stated it.';
