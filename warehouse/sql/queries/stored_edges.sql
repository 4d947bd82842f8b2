-- The lineage of some articles: what each derives from, with the words that show it. Takes $article_ids.
select e.article_id, e.origin_article_id, coalesce(e.origin_name, a.outlet) as origin_name, e.kind, e.evidence
from core.lineage_edges as e
left join core.articles as a on a.article_id = e.origin_article_id
where list_contains($article_ids, e.article_id)
order by e.article_id, e.kind, e.origin_article_id, e.origin_name, e.evidence;
