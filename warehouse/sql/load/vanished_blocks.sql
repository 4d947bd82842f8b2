-- Blocks that lost their last claim: nothing is left to check, so their findings go now.
create or replace temp table cleared_blocks as
select t.block_key
from touched_blocks as t
anti join core.claims as c on c.block_key = t.block_key;
