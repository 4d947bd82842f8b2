-- The articles of `staged_ids` with their texts and links.
with links as (
    select
        l.article_id,
        list({'url': l.url, 'start_char': l.start_char, 'end_char': l.end_char} order by l.position) as links
    from core.links as l
    where l.article_id in (select article_id from staged_ids)
    group by l.article_id
)
select
    a.article_id,
    a.url,
    a.outlet,
    a.title,
    a.author,
    a.published,
    a.text,
    a.text_sha256,
    l.links
from core.articles as a
left join links as l on l.article_id = a.article_id
where a.article_id in (select article_id from staged_ids)
order by a.article_id;
