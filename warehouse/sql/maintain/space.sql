-- The share of the working file that holds nothing.
select coalesce(sum(free_blocks) / nullif(sum(total_blocks), 0), 0)
from pragma_database_size()
where database_name = 'warehouse';
