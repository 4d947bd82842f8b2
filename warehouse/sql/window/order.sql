-- Every article of now, and those of before that came, changed or went, in order of publication.
create or replace temp table shelf as
select
    row_number() over (order by coalesce(nullif(published, ''), '9999'), article_id, is_former desc) - 1 as place,
    article_key,
    is_former,
    is_touched
from (
    select
        s.article_id,
        s.published,
        s.article_key,
        false as is_former,
        t.article_key is not null as is_touched
    from private.sketches as s
    left join taken as t on t.article_key = s.article_key
    union all
    select article_id, published, article_key, true, true
    from former
);
