-- The comments of a view as statements: on the view itself, once it has been replaced, and on its table.
with kind as (
    select unnest(['view main', 'table mart']) as target
)
select 'comment on ' || k.target || '.' || v.view_name || ' is ''' || replace(v.comment, '''', '''''') || ''';'
from duckdb_views() as v
cross join kind as k
where v.database_name = current_database() and v.schema_name = 'main' and v.view_name = $view
union all
select
    'comment on column ' || split_part(k.target, ' ', 2) || '.' || c.table_name || '.' || c.column_name
    || ' is ''' || replace(c.comment, '''', '''''') || ''';'
from duckdb_columns() as c
cross join kind as k
where c.database_name = current_database() and c.schema_name = 'main' and c.table_name = $view;
