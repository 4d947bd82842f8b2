-- The blocks that lose claims with the leaving articles.
create or replace temp table touched_blocks as
select distinct c.block_key
from core.claims as c
semi join leaving_articles as l on l.article_id = c.article_id;
