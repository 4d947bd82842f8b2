-- Who quotes with an article that has another origin or edge now, or has an edge to one with another origin. Their own
-- origins stay. Whole families, as before.
create or replace temp table asked as
with altered_keys as (
    select ('0x' || substr(article_id, 5))::ubigint as article_key from altered
),
met as (
    select p.later as article_key
    from private.text_pairs as p
    semi join altered_keys as a on a.article_key = p.earlier
    where p.part = 'quotations' and p.kind is not null
    union
    select p.earlier
    from private.text_pairs as p
    semi join altered_keys as a on a.article_key = p.later
    where p.part = 'quotations' and p.kind is not null
    union
    select ('0x' || substr(e.article_id, 5))::ubigint
    from core.lineage_edges as e
    semi join altered as m on m.article_id = e.origin_article_id
)
select s.article_key, s.article_id
from private.sketches as s
where s.family in (select k.family from private.sketches as k semi join met as m on m.article_key = k.article_key);
