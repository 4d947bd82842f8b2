-- The articles whose sums must be worked out again.
insert into private.unsummed_articles (article_id)
select article_id from leaving_claims where kind = 'quantity'
except
select article_id from private.unsummed_articles
order by article_id;
