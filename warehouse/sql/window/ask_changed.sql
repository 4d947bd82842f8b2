-- Pages and outlets of what came, changed or went, as they are and were.
create or replace temp table stars as
select page, own, try_cast(left(published, 10) as date) as day
from (
    select page, own, published from former
    union all
    select s.page, s.own, s.published
    from private.sketches as s
    semi join taken as t on t.article_key = s.article_key
);
