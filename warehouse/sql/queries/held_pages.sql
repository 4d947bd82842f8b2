-- Articles with their texts. Takes $article_ids.
select article_id, url, outlet, title, published, text
from core.articles
where list_contains($article_ids, article_id)
order by article_id;
