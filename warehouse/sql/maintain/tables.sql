-- The tables of a database, in order.
select schema_name, table_name
from duckdb_tables()
where database_name = $database and schema_name in ('core', 'private')
order by all;
