-- Concerned articles whose origin or whose edges, shared quotations aside, are others than before.
create or replace temp table altered as
with stored as (
    select e.article_id, e.origin_article_id, e.origin_name, e.kind
    from core.lineage_edges as e
    semi join concerned as c on c.article_id = e.article_id
    where e.kind <> 'quotes_from'
),
staged as (
    select article_id, origin_article_id, origin_name, kind
    from staged_edges
    where kind <> 'quotes_from'
),
before as (
    select o.article_id, o.origin
    from core.article_origins as o
    semi join concerned as c on c.article_id = o.article_id
)
select coalesce(n.article_id, o.article_id) as article_id
from staged_origins as n
full join before as o on o.article_id = n.article_id
where coalesce(n.origin, o.article_id) <> coalesce(o.origin, n.article_id)
union
select article_id from (from stored except from staged)
union
select article_id from (from staged except from stored);
