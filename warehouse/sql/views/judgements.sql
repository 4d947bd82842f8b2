-- Grain: one row per ruling of a person.
-- Answers: What have editors dismissed, and why?
create or replace view judgements as
select
    ruling,
    left_form,
    right_form,
    subject,
    metric,
    scope,
    period,
    ruled_by,
    ruled_at,
    note,
    nullif(ruling_id, '') as ruling_id,
    nullif(finding_id, '') as finding_id,
    nullif(claim_a, '') as claim_a,
    nullif(claim_b, '') as claim_b,
    nullif(answer, '') as right_answer,
    nullif(assignee, '') as assignee,
    nullif(undoes, '') as undoes,
    holds
from core.judgements;

comment on view judgements is 'Judgements: rulings of people, which outrank the machine and never delete its findings. All of them, those undone or overruled too.';
comment on column judgements.ruling is 'dismissed, confirmed, resolved, wrong_match, wrong_reading, same_subject, not_same_subject, assigned, comment or undone.';
comment on column judgements.left_form is 'One written value; for rulings on identity, one subject name.';
comment on column judgements.right_form is 'The other written value, or subject name.';
comment on column judgements.subject is 'Subject of the pair; empty for rulings on identity.';
comment on column judgements.metric is 'Metric of the pair.';
comment on column judgements.scope is 'Scope of the pair.';
comment on column judgements.period is 'Period of the pair.';
comment on column judgements.ruled_by is 'Who ruled.';
comment on column judgements.ruled_at is 'When: UTC, or as written in the file of rulings written by hand.';
comment on column judgements.note is 'Why, or the comment.';
comment on column judgements.ruling_id is 'Content hash of the ruling, for `twosource review undo`; null for one written by hand.';
comment on column judgements.finding_id is 'Finding it is on: of contradictions, reference_findings, broken_sums (sum_id) or silent_edits (edit_id); null when it is on none.';
comment on column judgements.claim_a is 'Claim on one side, or the claim that was read wrongly.';
comment on column judgements.claim_b is 'Claim, or reference, on the other side.';
comment on column judgements.right_answer is 'Value that whoever resolved it found right.';
comment on column judgements.assignee is 'Who shall look at it.';
comment on column judgements.undoes is 'Ruling that this one takes back.';
comment on column judgements.holds is 'Whether it is in force: not undone, nor overruled by a later ruling on the same thing.';
