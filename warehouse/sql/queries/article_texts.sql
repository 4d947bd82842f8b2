-- Articles that have a text, the latest published first. Takes $limit.
select article_url as url, outlet, text
from articles
where text is not null and text <> ''
order by published desc nulls last, article_url
limit $limit;
