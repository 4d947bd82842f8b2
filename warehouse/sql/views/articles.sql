-- Grain: one row per article.
-- Answers: Which articles of an outlet copy another outlet's text?
create or replace view articles as
select
    a.article_id,
    a.url as article_url,
    a.outlet,
    a.title,
    a.author,
    a.published,
    a.text,
    a.text_sha256,
    coalesce(o.origin, a.article_id) as origin_article_id,
    coalesce(first.url, a.url) as origin_url
from core.articles as a
left join core.article_origins as o on o.article_id = a.article_id
left join core.articles as first on first.article_id = o.origin;

comment on view articles is 'Articles with their cleaned text, which all spans point into.';
comment on column articles.article_id is 'Content hash of the canonical URL.';
comment on column articles.article_url is 'Canonical URL, or file: and a path.';
comment on column articles.outlet is 'Publisher; null when unknown.';
comment on column articles.title is 'Headline.';
comment on column articles.author is 'Byline as printed.';
comment on column articles.published is 'ISO date or UTC instant of publication; null when undated.';
comment on column articles.text is 'Cleaned text; empty when only ready-made claims are known.';
comment on column articles.text_sha256 is 'SHA-256 of the text as it was read.';
comment on column articles.origin_article_id is 'Earliest article of its copy component; the article itself when it is nobody''s copy.';
comment on column articles.origin_url is 'URL of that article.';
