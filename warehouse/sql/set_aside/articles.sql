-- Texts of which no claim was read, because a bug was met, by another version of the extractor; with their links.
with links as (
    select
        l.article_id,
        list({'url': l.url, 'start_char': l.start_char, 'end_char': l.end_char} order by l.position) as links
    from core.links as l
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
where a.text <> ''
    and a.extractor_version <> $extractor_version
    and a.article_id in (select i.article_id from core.issues as i where i.code = 'poison_article')
order by a.article_id;
