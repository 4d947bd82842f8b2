create or replace temp table asked as
with judged as (
    select article_key from changed_members
    union
    select article_key from crediting
),
met as (
    select article_key from judged
    union
    select case when j.article_key = p.earlier then p.later else p.earlier end
    from private.text_pairs as p
    join judged as j on j.article_key in (p.earlier, p.later)
    where p.part = 'quotations' and p.kind is not null
    union
    select ('0x' || substr(e.article_id, 5))::ubigint
    from core.lineage_edges as e
    where e.origin_article_id in (select article_id from changed_members union select article_id from taken)
)
select s.article_key, s.article_id
from private.sketches as s
where s.family in (select k.family from private.sketches as k semi join met as m on m.article_key = k.article_key);
