-- Grain: one row per answer that two outlets or more state.
-- Answers: Who was first with a figure, who followed, and how much later?
create or replace view first_tellings as
select
    q.subject,
    q.metric,
    q.text as question,
    coalesce(case when q.kind = 'fact' then n.object end, n.value_text, n.object) as value,
    f.outlet,
    n.first_seen_at,
    f.url as article_url,
    arg_min(a.outlet, a.published) filter (where a.outlet <> f.outlet) as next_outlet,
    min(a.published) filter (where a.outlet <> f.outlet) as next_at,
    date_diff(
        'day',
        try_cast(n.first_seen_at[:10] as date),
        try_cast((min(a.published) filter (where a.outlet <> f.outlet))[:10] as date)
    ) as lead_days,
    n.n_outlets,
    n.n_articles,
    n.n_origins,
    q.kind,
    q.question_id,
    n.answer_id
from core.questions as q
join core.answers as n on n.question_id = q.question_id and n.block_key = q.block_key
join core.articles as f on f.article_id = n.first_article_id
join core.answer_forms as af on af.answer_id = n.answer_id and af.block_key = n.block_key and af.role = 'states'
join core.claim_forms as cf on cf.form_id = af.form_id and cf.block_key = af.block_key
join core.claims as c on c.claim_id = cf.claim_id and c.block_key = cf.block_key
join core.articles as a on a.article_id = c.article_id
where n.n_outlets >= 2 and f.outlet is not null
group by
    q.subject, q.metric, q.text, q.kind, q.question_id, n.answer_id, n.object, n.value_text, f.outlet, f.url,
    n.first_seen_at, n.n_outlets, n.n_articles, n.n_origins;

comment on view first_tellings is 'First tellings: which outlet stated an answer first, and which other one after it. First means earliest published among what was read.';
comment on column first_tellings.subject is 'Canonical subject.';
comment on column first_tellings.metric is 'What is measured or stated.';
comment on column first_tellings.question is 'The question in words.';
comment on column first_tellings.value is 'Value as its most precise form prints it.';
comment on column first_tellings.outlet is 'Outlet that stated it first.';
comment on column first_tellings.first_seen_at is 'When: ISO date or UTC instant of publication; null when undated.';
comment on column first_tellings.article_url is 'URL of that article.';
comment on column first_tellings.next_outlet is 'The next outlet that stated it; null when all others are undated or unknown.';
comment on column first_tellings.next_at is 'When that one stated it.';
comment on column first_tellings.lead_days is 'Days between the two, 0 on the same day; null when one is undated.';
comment on column first_tellings.n_outlets is 'Number of outlets that state it.';
comment on column first_tellings.n_articles is 'Number of articles that state it.';
comment on column first_tellings.n_origins is 'Number of independent origins: 1 means that the others have it from the first.';
comment on column first_tellings.kind is 'quantity, fact or quote.';
comment on column first_tellings.question_id is 'Question it answers.';
comment on column first_tellings.answer_id is 'Answer.';
