create or replace temp table concerned as
select article_id from core.lineage_edges
union
select article_id from core.article_origins
union
select article_id from core.articles;
