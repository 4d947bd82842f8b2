select
    article_id,
    article_url,
    outlet,
    title,
    author,
    published,
    text,
    text_sha256,
    origin_article_id,
    origin_url
from articles
order by article_url;
