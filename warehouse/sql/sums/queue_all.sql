insert into private.unsummed_articles (article_id)
select distinct c.article_id
from core.claims as c
anti join private.unsummed_articles as u on u.article_id = c.article_id
where c.kind = 'quantity'
order by c.article_id;
