-- Grain: one row per answer that two outlets or more state.
-- Answers: Who was first with a figure, who followed, and how much later?
create or replace view first_tellings as
select
    subject,
    metric,
    question,
    value,
    first_outlet as outlet,
    first_seen_at,
    first_url as article_url,
    next_outlet,
    next_at,
    date_diff('day', try_cast(first_seen_at[:10] as date), try_cast(next_at[:10] as date)) as lead_days,
    n_outlets,
    n_articles,
    n_origins,
    kind,
    question_id,
    answer_id
from agreements
where n_outlets >= 2 and first_outlet is not null;

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
