-- Every table with rows of articles. What tracing keeps of them goes with the tracing of the run that follows, which
-- must see who is gone to trace their copies anew.
select schema_name, table_name
from duckdb_columns()
where database_name = current_database() and schema_name in ('core', 'private') and column_name = 'article_id'
    and not (schema_name = 'private' and table_name = 'sketches')
order by all;
