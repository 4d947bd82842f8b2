-- What some articles have their text or their news from: of each the surest edge, copies first. Takes $article_ids.
select
    e.article_id,
    e.origin_article_id,
    coalesce(a.outlet, e.origin_name, a.url) as source,
    a.published,
    a.url,
    e.kind,
    e.direction
from core.lineage_edges as e
left join core.articles as a on a.article_id = e.origin_article_id
where list_contains($article_ids, e.article_id)
qualify row_number() over (
    partition by e.article_id
    order by
        e.kind in ('syndicated', 'rewrite') desc,
        e.direction = 'known' desc,
        e.confidence desc,
        e.kind,
        e.origin_article_id nulls last,
        e.origin_name
) = 1
order by e.article_id;
