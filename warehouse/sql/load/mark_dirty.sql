insert into private.dirty_blocks (block_key)
select block_key from arriving_claims
except
select block_key from private.dirty_blocks
order by block_key;
