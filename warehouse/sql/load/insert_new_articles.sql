insert into core.articles (
    article_id, url, outlet, title, author, published, text, text_sha256, extractor_version, run_number
)
select
    s.article_id, s.url, s.outlet, s.title, s.author, s.published, s.text, s.text_sha256, s.extractor_version,
    $run_number
from staged_articles as s
join incoming as i on i.article_id = s.article_id
where i.state = 'new'
order by s.article_id;
