-- Articles with their texts, links and how many revisions they have had. Takes $article_ids.
select
    a.article_id,
    a.url,
    a.outlet,
    a.title,
    a.author,
    a.published,
    a.text,
    a.text_sha256,
    a.extractor_version,
    coalesce(l.links, []) as links,
    coalesce(r.latest, 0) as latest_revision
from core.articles as a
left join (
    select
        article_id,
        list({'url': url, 'start_char': start_char, 'end_char': end_char} order by position) as links
    from core.links
    group by article_id
) as l on l.article_id = a.article_id
left join (
    select article_id, max(number) as latest from core.article_revisions group by article_id
) as r on r.article_id = a.article_id
where list_contains($article_ids, a.article_id)
order by a.article_id;
