-- Grain: one row per question that two origins have not settled.
-- Answers: What is still open about a company, and which values are in circulation?
create or replace view unsettled_questions as
select
    q.subject,
    q.metric,
    q.text as question,
    q.verdict,
    q.kind,
    q.scope,
    q.period,
    count(n.answer_id) as n_answers,
    q.n_claims,
    coalesce(sum(n.n_origins), 0)::bigint as n_origins,
    list(
        coalesce(case when q.kind = 'fact' then n.object end, n.value_text, n.object)
        order by n.n_origins desc, n.n_claims desc, n.answer_id
    ) filter (where n.answer_id is not null) as answers,
    min(n.first_seen_at) as first_seen_at,
    max(n.first_seen_at) as last_answer_at,
    q.question_id
from core.questions as q
left join core.answers as n on n.question_id = q.question_id and n.block_key = q.block_key
where q.verdict <> 'settled'
group by q.question_id, q.text, q.kind, q.subject, q.metric, q.scope, q.period, q.verdict, q.n_claims;

comment on view unsettled_questions is 'Unsettled questions: disputed, or answered on the word of one origin.';
comment on column unsettled_questions.subject is 'Canonical subject.';
comment on column unsettled_questions.metric is 'What is measured or stated.';
comment on column unsettled_questions.question is 'The question in words.';
comment on column unsettled_questions.verdict is 'single_origin or disputed.';
comment on column unsettled_questions.kind is 'quantity, fact or quote.';
comment on column unsettled_questions.scope is 'Scope of the question: JSON object, keys sorted.';
comment on column unsettled_questions.period is 'ISO period of the question; null when it is open.';
comment on column unsettled_questions.n_answers is 'Number of answers in circulation; 0 when all that is told is a denial.';
comment on column unsettled_questions.n_claims is 'Number of claims that answer it.';
comment on column unsettled_questions.n_origins is 'Origins of its answers added up; one that stands behind two answers counts twice.';
comment on column unsettled_questions.answers is 'The values, those of most origins first; null without any.';
comment on column unsettled_questions.first_seen_at is 'Earliest publication of an answer; null when undated.';
comment on column unsettled_questions.last_answer_at is 'When the latest answer was first told; null when undated.';
comment on column unsettled_questions.question_id is 'Question.';
