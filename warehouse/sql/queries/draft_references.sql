-- The references of some blocks. Takes $block_keys.
select
    reference_id, block_key, kind, subject, metric, low, high, unit, modifier, value_text, object, scope, period,
    source, url, is_own
from core.reference_facts
where list_contains($block_keys, block_key)
order by reference_id;
