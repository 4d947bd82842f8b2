-- Rulings that were made, withdrawn, undone or overruled since the warehouse last took them in.
create or replace temp table changed_judgements as
with held as (
    select
        ruling, left_form, right_form, subject, metric, scope, period, ruled_by, ruled_at, note, ruling_id,
        finding_id, claim_a, claim_b, reading, answer, assignee, undoes, holds
    from core.judgements
),
given as (
    select
        ruling, left_form, right_form, subject, metric, scope, period, ruled_by, ruled_at, note, ruling_id,
        finding_id, claim_a, claim_b, reading, answer, assignee, undoes, holds
    from staged_judgements
)
(select * from given except select * from held)
union all
(select * from held except select * from given);
