insert into private.forgotten (kind, key)
select kind, key
from (
    select 'article' as kind, article_id as key from leaving_articles
    union
    select 'article', $article_id where $article_id is not null
    union
    select 'outlet', sha256(lower($outlet)) where $outlet is not null
)
except
select kind, key from private.forgotten
order by all;
