-- The lineage of some articles, and of the articles that they derive from, up to the origins. Takes $article_ids.
with recursive above as (
    select unnest($article_ids) as article_id
    union
    select e.origin_article_id
    from core.lineage_edges as e
    join above as b on b.article_id = e.article_id
    where e.origin_article_id is not null
)
select e.article_id, e.origin_article_id, e.origin_name, e.kind, e.direction, e.confidence, e.evidence
from core.lineage_edges as e
join above as b on b.article_id = e.article_id
order by all;
