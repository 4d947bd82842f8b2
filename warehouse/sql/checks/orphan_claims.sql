-- A claim, credit or link belongs to an article that is held.
select 'claim' as what, claim_id as id from core.claims anti join core.articles using (article_id)
union all
select 'credit', credit_id from core.credits anti join core.articles using (article_id)
union all
select 'link', url from core.links anti join core.articles using (article_id)
order by what, id;
