-- Texts that came in within a window and that another version of the extractor read, with their links.
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
join core.runs as r on r.run_number = a.run_number
left join links as l on l.article_id = a.article_id
where a.text <> ''
    and r.started_at >= $since
    and r.started_at < $until
    and a.extractor_version <> $extractor_version
order by a.article_id;
