-- What each staged article is to the warehouse. A ready-made claim's article has no text and says nothing about
-- the text that is held; a field the batch does not state never takes away one that is known.
create or replace temp table incoming as
select
    s.article_id,
    case
        when a.article_id is null then 'new'
        when s.text <> '' and a.text_sha256 <> s.text_sha256 then 'changed'
        when s.text <> '' and a.extractor_version <> s.extractor_version then 'reread'
        when s.text <> '' and (
            coalesce(s.published, a.published) is distinct from a.published
            or coalesce(s.outlet, a.outlet) is distinct from a.outlet
        ) then 'reread'
        when coalesce(s.published, a.published) is distinct from a.published
            or coalesce(s.outlet, a.outlet) is distinct from a.outlet
            or coalesce(s.title, a.title) is distinct from a.title
            or coalesce(s.author, a.author) is distinct from a.author then 'redescribed'
        else 'unchanged'
    end as state
from staged_articles as s
left join core.articles as a on a.article_id = s.article_id;
