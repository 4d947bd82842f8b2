-- References that are in the files or in the warehouse, and not in both.
create or replace temp table changed_references as
with held as (
    select
        reference_id, block_key, kind, subject, metric, low, high, unit, modifier, value_text, object, scope,
        period, source, url, is_own
    from core.reference_facts
),
given as (
    select
        reference_id, block_key, kind, subject, metric, low, high, unit, modifier, value_text, object, scope,
        period, source, url, is_own
    from staged_references
)
(select * from given except select * from held)
union all
(select * from held except select * from given);
