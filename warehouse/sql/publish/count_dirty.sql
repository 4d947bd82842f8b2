select count(*) from private.dirty_blocks;
