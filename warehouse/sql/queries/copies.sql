-- Articles that are copies or rewrites of another, the surest first. Takes $limit.
select
    l.article_url,
    a.outlet,
    a.title,
    l.origin_url,
    l.origin_name,
    l.kind,
    l.direction,
    l.confidence,
    l.evidence
from lineage as l
join articles as a on a.article_url = l.article_url
where l.kind in ('syndicated', 'rewrite')
order by l.confidence desc, l.article_url, l.origin_url, l.kind
limit $limit;
