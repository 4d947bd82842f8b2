-- Grain: one row per ruling of a person.
-- Answers: What have editors dismissed, and why?
create or replace view judgements as
select ruling, left_form, right_form, subject, metric, scope, period, ruled_by, ruled_at, note
from core.judgements;

comment on view judgements is 'Judgements: rulings of people, which outrank the machine and never delete its findings.';
comment on column judgements.ruling is 'dismissed, confirmed, wrong_match, same_subject or not_same_subject.';
comment on column judgements.left_form is 'One written form; for rulings on identity, one subject name.';
comment on column judgements.right_form is 'The other written form, or subject name.';
comment on column judgements.subject is 'Subject of the pair; empty for rulings on identity.';
comment on column judgements.metric is 'Metric of the pair.';
comment on column judgements.scope is 'Scope of the pair.';
comment on column judgements.period is 'Period of the pair.';
comment on column judgements.ruled_by is 'Who ruled.';
comment on column judgements.ruled_at is 'When, as written in the file.';
comment on column judgements.note is 'Why.';
