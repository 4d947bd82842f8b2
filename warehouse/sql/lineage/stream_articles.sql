-- An article without a text (ready-made claims know none) has no copies, and gives no credits. It matters as what
-- others credit, if any do, and where its outlet or author names an agency.
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
where a.text <> ''
    or a.author is not null
    or contains(a.outlet, '(')
    or exists (select 1 from core.credits)
order by a.published nulls last, a.article_id;
