-- Grain: one row per subject.
-- Answers: About whom is most disputed?
create or replace view subjects as
select
    subject,
    count(*) as n_questions,
    count(*) filter (where verdict = 'settled') as n_settled,
    count(*) filter (where verdict = 'single_origin') as n_single_origin,
    count(*) filter (where verdict = 'disputed') as n_disputed,
    sum(n_claims)::bigint as n_claims,
    count(distinct metric) as n_metrics,
    count(*) filter (where verdict = 'disputed') / count(*) as disputed_ratio
from core.questions
group by subject;

comment on view subjects is 'Subjects, with where the questions about them stand.';
comment on column subjects.subject is 'Canonical subject; of quotations the speaker.';
comment on column subjects.n_questions is 'Number of questions about it.';
comment on column subjects.n_settled is 'Questions with one answer of two or more origins.';
comment on column subjects.n_single_origin is 'Questions answered on the word of one origin.';
comment on column subjects.n_disputed is 'Questions with answers that contradict each other.';
comment on column subjects.n_claims is 'Number of claims that answer them.';
comment on column subjects.n_metrics is 'Number of metrics they ask for.';
comment on column subjects.disputed_ratio is 'Share of disputed questions, 0 to 1.';
