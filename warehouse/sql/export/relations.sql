-- The tables and views that hold content, with their columns in order.
select
    r.is_view,
    r.name,
    list(c.column_name order by c.column_index) filter (not list_contains($columns, c.column_name)) as columns
from (
    select database_oid, schema_name, table_name as name, table_oid as oid, false as is_view
    from duckdb_tables()
    where schema_name = 'core' and not list_contains($tables, table_name)
    union all
    select database_oid, schema_name, view_name as name, view_oid as oid, true as is_view
    from duckdb_views()
    where not internal and schema_name = 'main' and not list_contains($views, view_name)
) as r
inner join duckdb_columns() as c
    on c.database_oid = r.database_oid and c.schema_name = r.schema_name and c.table_name = r.name
where c.database_name = 'warehouse'
group by all
order by all;
