select coalesce(sum(used_blocks * block_size), 0) from pragma_database_size() where database_name = 'warehouse';
