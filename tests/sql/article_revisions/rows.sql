select
    article_id,
    article_url,
    outlet,
    number,
    is_latest,
    title,
    published,
    text,
    text_sha256,
    notes,
    run_number,
    seen_at
from article_revisions
order by article_url, number;
