select a.article_id, a.url, a.outlet, a.title, a.author, a.published, a.text, a.text_sha256, null as links
from core.articles as a
semi join staged_ids as i on i.article_id = a.article_id
order by coalesce(nullif(a.published, ''), '9999'), a.article_id;
