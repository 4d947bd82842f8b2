delete from core.reference_facts;

insert into core.reference_facts (
    reference_id, block_key, kind, subject, metric, low, high, unit, modifier, value_text, object, scope, period,
    source, url, is_own
)
select
    reference_id, block_key, kind, subject, metric, low, high, unit, modifier, value_text, object, scope, period,
    source, url, is_own
from staged_references
order by reference_id;

-- The blocks that a reference came to or left, as far as anybody claims something in them.
insert into private.dirty_blocks (block_key)
with touched as (
    select distinct block_key from changed_references
)
select distinct c.block_key
from core.claims as c
semi join touched as t on t.block_key = c.block_key
anti join private.dirty_blocks as d on d.block_key = c.block_key
order by c.block_key;
