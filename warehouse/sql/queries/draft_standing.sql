-- How the written forms of some blocks stand to references, as a run found; dismissed findings left out. Takes
-- $block_keys.
select form_id, reference_id, relation
from core.reference_relations
where list_contains($block_keys, block_key) and not dismissed
order by form_id, reference_id;
