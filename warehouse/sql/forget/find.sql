-- The articles of an address or an outlet.
create or replace temp table leaving_articles as
select article_id, url
from core.articles
where article_id = $article_id or lower(outlet) = lower($outlet);
