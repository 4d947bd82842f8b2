select block_key from private.dirty_blocks order by block_key;
