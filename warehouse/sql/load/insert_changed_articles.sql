insert into core.articles (
    article_id, url, outlet, title, author, published, text, text_sha256, extractor_version, run_number
)
select
    article_id, url, outlet, title, author, published, text, text_sha256, extractor_version,
    coalesce(met_in, $run_number)
from arriving_articles
order by article_id;
