-- Grain: one row per question.
-- Answers: Which questions about a company are disputed?
create or replace view questions as
with referred as (
    select
        f.question_id,
        string_agg(distinct r.source || ': ' || r.value_text, '; ' order by r.source || ': ' || r.value_text) as said
    from core.reference_relations as x
    join core.forms as f on f.block_key = x.block_key and f.form_id = x.form_id
    join core.reference_facts as r on r.reference_id = x.reference_id and r.block_key = x.block_key
    where x.relation in ('agree', 'contradict') and not x.dismissed
    group by f.question_id
)
select
    q.question_id,
    q.text as question,
    q.kind,
    q.subject,
    q.metric,
    q.scope,
    q.period,
    q.verdict,
    count(n.answer_id) as n_answers,
    q.n_claims,
    r.said as reference
from core.questions as q
left join core.answers as n on n.question_id = q.question_id and n.block_key = q.block_key
left join referred as r on r.question_id = q.question_id
group by
    q.question_id, q.text, q.kind, q.subject, q.metric, q.scope, q.period, q.verdict, q.n_claims, r.said;

comment on view questions is 'Questions: a subject, metric, scope and period that claims speak about.';
comment on column questions.question_id is 'Content hash of the question.';
comment on column questions.question is 'The question in words.';
comment on column questions.kind is 'quantity, fact or quote.';
comment on column questions.subject is 'Canonical subject.';
comment on column questions.metric is 'What is measured or stated.';
comment on column questions.scope is 'JSON object of slot and value, keys sorted.';
comment on column questions.period is 'ISO period; null when it is open.';
comment on column questions.verdict is 'settled, single_origin or disputed. It never says what is true.';
comment on column questions.n_answers is 'Number of answers given to it.';
comment on column questions.n_claims is 'Number of claims that answer it.';
comment on column questions.reference is 'What references say to it, each as source: value; null when none does. They do not count in the verdict.';
