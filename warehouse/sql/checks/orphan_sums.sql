-- Outside the articles that wait for it, a broken sum is of claims and an article that are held.
with parts as (
    select sum_id, article_id, unnest(claim_ids) as claim_id
    from core.broken_sums
)
select p.sum_id, p.claim_id
from parts as p
anti join core.claims as c on c.claim_id = p.claim_id and c.article_id = p.article_id
anti join private.unsummed_articles as u on u.article_id = p.article_id
order by p.sum_id, p.claim_id;
