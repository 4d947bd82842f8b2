-- Grain: one row per column of a public view.
select
    v.view_name as view,
    coalesce(v.comment, '') as view_comment,
    c.column_name as "column",
    lower(c.data_type) as type,
    coalesce(c.comment, '') as comment
from duckdb_views() as v
join duckdb_columns() as c
    on c.database_name = v.database_name and c.schema_name = v.schema_name and c.table_name = v.view_name
where v.database_name = current_database() and v.schema_name = 'main' and not v.internal
order by v.view_name, c.column_index;
