-- Concerned articles whose origin or sources are others than before; one without a row is its own origin.
create or replace temp table moved_articles as
select coalesce(n.article_id, o.article_id) as article_id
from staged_origins as n
full join (
    select o.*
    from core.article_origins as o
    semi join concerned as c on c.article_id = o.article_id
) as o on o.article_id = n.article_id
where coalesce(n.origin, o.article_id) <> coalesce(o.origin, n.article_id)
    or coalesce(n.sources, []) <> coalesce(o.sources, []);
