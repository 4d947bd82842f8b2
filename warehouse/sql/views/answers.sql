-- Grain: one row per answer to a question.
-- Answers: Which figures are in circulation for one question, and who had each first?
create or replace view answers as
select
    n.answer_id,
    n.question_id,
    n.low::double as low,
    n.high::double as high,
    n.unit,
    n.object,
    n.n_claims,
    n.n_articles,
    n.n_origins,
    n.first_seen_at,
    a.url as first_url,
    n.n_outlets,
    n.n_effective
from core.answers as n
left join core.articles as a on a.article_id = n.first_article_id;

comment on view answers is 'Answers: the values given to a question, each with its independent origins.';
comment on column answers.answer_id is 'Content hash of the answer.';
comment on column answers.question_id is 'Question it answers.';
comment on column answers.low is 'Lower number in base units.';
comment on column answers.high is 'Upper number in base units.';
comment on column answers.unit is 'Base unit, or ISO currency code.';
comment on column answers.object is 'What a fact states, or the words of a quote.';
comment on column answers.n_claims is 'Number of claims that state it.';
comment on column answers.n_articles is 'Number of articles that state it.';
comment on column answers.n_origins is 'Number of independent origins: copies, shared credits and the outlets of one owner count once.';
comment on column answers.n_outlets is 'Number of outlets that state it; articles of one origin without an outlet count as one. Never fewer than n_origins.';
comment on column answers.n_effective is 'Effective number of witnesses: n_origins, less what the origins share (quotations, people whose word they all give).';
comment on column answers.first_seen_at is 'Earliest publication of a claim that states it.';
comment on column answers.first_url is 'URL of the article of that claim.';
