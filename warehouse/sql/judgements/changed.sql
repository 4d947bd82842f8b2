-- Rulings that are in the file or in the warehouse, and not in both.
create or replace temp table changed_judgements as
with held as (
    select ruling, left_form, right_form, subject, metric, scope, period, ruled_by, ruled_at, note
    from core.judgements
),
given as (
    select ruling, left_form, right_form, subject, metric, scope, period, ruled_by, ruled_at, note
    from staged_judgements
)
(select * from given except select * from held)
union all
(select * from held except select * from given);
