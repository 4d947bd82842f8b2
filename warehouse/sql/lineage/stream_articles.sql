with links as (
    select
        article_id,
        list({'url': url, 'start_char': start_char, 'end_char': end_char} order by position) as links
    from core.links
    group by article_id
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
order by a.published nulls last, a.article_id;
