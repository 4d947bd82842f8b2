-- Articles that credit a page or an outlet of what came, changed or went.
create or replace temp table crediting as
select l.article_key
from (select article_key, unnest(linked) as page from private.sketches) as l
semi join stars as s on s.page = l.page
union
select c.article_key
from (
    select article_key, try_cast(left(published, 10) as date) as day, unnest(credited) as name
    from private.sketches
) as c
join (select distinct unnest(own) as name, day from stars) as s
    on s.name = c.name
where c.day is null or s.day is null or c.day between s.day and s.day + $story_days::integer;
