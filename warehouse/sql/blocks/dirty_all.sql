insert into private.dirty_blocks (block_key)
select distinct c.block_key
from core.claims as c
anti join private.dirty_blocks as d on d.block_key = c.block_key
order by c.block_key;
