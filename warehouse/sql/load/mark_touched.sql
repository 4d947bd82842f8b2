insert into private.dirty_blocks (block_key)
select block_key from touched_blocks
except
select block_key from private.dirty_blocks
order by block_key;
