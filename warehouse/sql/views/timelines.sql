-- Grain: one row per answer to a question about a figure or a fact, numbered along the time of its subject and metric.
-- Answers: How did a company's valuation move, and who told each value first?
create or replace view timelines as
select
    q.subject,
    q.metric,
    row_number() over (
        partition by q.subject, q.metric
        order by coalesce(ltrim(q.period, 'FY'), n.first_seen_at[:10]) nulls last, n.first_seen_at nulls last, n.answer_id
    ) as place,
    coalesce(ltrim(q.period, 'FY'), n.first_seen_at[:10]) as held,
    q.period,
    q.scope,
    q.kind,
    coalesce(case when q.kind = 'fact' then n.object end, n.value_text, n.object) as value,
    n.low::double as low,
    n.high::double as high,
    n.unit,
    n.n_articles,
    n.n_origins,
    n.first_seen_at,
    a.outlet as first_outlet,
    a.url as first_url,
    q.verdict,
    q.question_id,
    n.answer_id
from core.questions as q
join core.answers as n on n.question_id = q.question_id and n.block_key = q.block_key
left join core.articles as a on a.article_id = n.first_article_id
where q.kind <> 'quote';

comment on view timelines is 'Timelines: the values told for one subject and metric, in the order of the times they are told for.';
comment on column timelines.subject is 'Canonical subject.';
comment on column timelines.metric is 'What is measured or stated.';
comment on column timelines.place is 'Place on the timeline of the subject and metric, from 1.';
comment on column timelines.held is 'Where the value stands in time: its period without the letters of a fiscal year, else the day it was first told; null when neither is known.';
comment on column timelines.period is 'ISO period of the question; null when it is open.';
comment on column timelines.scope is 'Scope of the question: JSON object, keys sorted. Values of other scopes are no movement.';
comment on column timelines.kind is 'quantity or fact.';
comment on column timelines.value is 'Value as its most precise form prints it.';
comment on column timelines.low is 'Lower number in base units.';
comment on column timelines.high is 'Upper number in base units.';
comment on column timelines.unit is 'Base unit, or ISO currency code.';
comment on column timelines.n_articles is 'Number of articles that state it.';
comment on column timelines.n_origins is 'Number of independent origins.';
comment on column timelines.first_seen_at is 'Earliest publication of a claim that states it; null when undated.';
comment on column timelines.first_outlet is 'Outlet of that claim; null when unknown.';
comment on column timelines.first_url is 'URL of the article of that claim.';
comment on column timelines.verdict is 'Where the question stands: settled, single_origin or disputed; rivals share a question_id.';
comment on column timelines.question_id is 'Question the value answers.';
comment on column timelines.answer_id is 'Answer.';
