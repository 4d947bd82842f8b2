select a.article_id, a.text_sha256
from core.articles as a
semi join staged_ids as s on s.article_id = a.article_id
where a.extractor_version = $extractor_version
order by a.article_id;
