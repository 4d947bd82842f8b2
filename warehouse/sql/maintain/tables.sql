-- The tables of the working file with their columns, and whether a publication has each.
select
    c.schema_name,
    c.table_name,
    list(c.column_name order by c.column_index) as columns,
    (c.schema_name, c.table_name) in (
        select (schema_name, table_name) from duckdb_tables() where database_name = 'published'
    ) as is_published
from duckdb_columns() as c
where c.database_name = 'warehouse' and c.schema_name in ('core', 'private')
group by all
order by all;
