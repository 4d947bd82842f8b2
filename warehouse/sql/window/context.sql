create or replace temp table context as
with mine as (
    select s.linked, s.credited, try_cast(left(s.published, 10) as date) as day
    from private.sketches as s
    semi join asked as a on a.article_key = s.article_key
),
told as (
    select distinct s.article_key
    from (
        select article_key, try_cast(left(published, 10) as date) as day, unnest(own) as name
        from private.sketches
    ) as s
    join (select distinct unnest(credited) as name, day from mine) as m
        on m.name = s.name
    where m.day is null or s.day is null or m.day between s.day and s.day + $story_days::integer
),
linked as (
    select s.article_key
    from private.sketches as s
    where s.page in (select unnest(linked) from mine)
)
select c.article_key
from (
    from told
    union
    from linked
    union
    from quoters
) as c
anti join asked as a on a.article_key = c.article_key;
