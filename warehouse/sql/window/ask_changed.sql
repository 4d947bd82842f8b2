-- Whose lineage may be another now: the families of what changed, who credits them, who quotes with any of these, who
-- has an edge to one of them; and the families of all these, so that each can be judged whole.
create or replace temp table changed_members as
select s.article_key, s.article_id
from private.sketches as s
where s.family in (
    select family from torn_families
    union all
    select k.family from private.sketches as k semi join disturbed_keys as d on d.article_key = k.article_key
);

create or replace temp table stars as
select page, own, try_cast(left(published, 10) as date) as day
from (
    select page, own, published from former
    union all
    select s.page, s.own, s.published
    from private.sketches as s
    semi join taken as t on t.article_key = s.article_key
);
