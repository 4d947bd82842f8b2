-- The texts that an article has had, in the order in which they were first met. Takes $article_id.
select number, title, published, text, text_sha256, run_number, compared_by, notes
from core.article_revisions
where article_id = $article_id
order by number;
