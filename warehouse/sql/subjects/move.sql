-- The claims of `staged_moves` go to other blocks: those they leave and those they enter are to be checked.
create or replace temp table touched_blocks as
select old_key as block_key from staged_moves
union
select new_key from staged_moves;

update core.claims
set block_key = m.new_key
from staged_moves as m
where core.claims.kind = m.kind and core.claims.subject = m.subject and core.claims.metric = m.metric
    and core.claims.block_key = m.old_key;
