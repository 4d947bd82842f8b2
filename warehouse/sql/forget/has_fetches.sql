select count(*) from duckdb_tables()
where database_name = current_database() and schema_name = 'private' and table_name = 'fetches';
