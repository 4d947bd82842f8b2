select
    s.article_id,
    s.url,
    s.outlet,
    s.author,
    s.published,
    s.size,
    s.telling,
    s.figures,
    a.article_key is null as is_settled,
    coalesce(o.origin, s.article_id) as origin
from private.sketches as s
left join asked as a on a.article_key = s.article_key
left join core.article_origins as o on o.article_id = s.article_id
where a.article_key is not null
    or exists (from context as c where c.article_key = s.article_key)
order by coalesce(nullif(s.published, ''), '9999'), s.article_id;
