-- Every table with rows of articles.
select schema_name, table_name
from duckdb_columns()
where database_name = current_database() and schema_name in ('core', 'private') and column_name = 'article_id'
order by all;
