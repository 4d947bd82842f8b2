-- The ids of staged articles that are not to be stored again.
select s.article_id
from staged_articles as s
where s.article_id in (select key from private.forgotten where kind = 'article')
    or sha256(lower(s.outlet)) in (select key from private.forgotten where kind = 'outlet')
order by s.article_id;
