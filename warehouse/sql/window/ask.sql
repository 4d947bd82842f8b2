-- Whose origin or edges may be another now: the families of what changed, and those who credit what came, changed or
-- went. Whole families, so that each can be judged.
create or replace temp table asked as
with met as (
    select article_key from disturbed_keys
    union
    select article_key from crediting
    union
    select ('0x' || substr(e.article_id, 5))::ubigint
    from core.lineage_edges as e
    semi join taken as t on t.article_id = e.origin_article_id
)
select s.article_key, s.article_id
from private.sketches as s
where s.family in (
    select family from torn_families
    union all
    select k.family from private.sketches as k semi join met as m on m.article_key = k.article_key
);
