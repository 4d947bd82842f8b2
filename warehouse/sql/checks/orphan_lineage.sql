-- Lineage and origins speak of articles that are held.
select 'edge from' as what, article_id as id from core.lineage_edges anti join core.articles using (article_id)
union all
select 'edge to', e.origin_article_id
from core.lineage_edges as e
anti join core.articles as a on a.article_id = e.origin_article_id
where e.origin_article_id is not null
union all
select 'origin of', article_id from core.article_origins anti join core.articles using (article_id)
union all
select 'origin', o.origin
from core.article_origins as o
anti join core.articles as a on a.article_id = o.origin
order by what, id;
