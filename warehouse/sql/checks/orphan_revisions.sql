-- Outside the articles that wait for it, revisions, edits and former claims are of articles and revisions that are held.
with told as (
    select article_id, number from core.claim_edits
    union
    select article_id, old_number from core.claim_edits
    union
    select article_id, number from core.former_claims
    union
    select article_id, until_number from core.former_claims
)
select t.article_id, t.number
from told as t
anti join core.article_revisions as r on r.article_id = t.article_id and r.number = t.number
anti join private.unrevised_articles as u on u.article_id = t.article_id
union all
select r.article_id, r.number
from core.article_revisions as r
anti join core.articles as a on a.article_id = r.article_id
union all
select t.article_id, t.position
from private.replaced_texts as t
anti join private.unrevised_articles as u on u.article_id = t.article_id
order by all;
