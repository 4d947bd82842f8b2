-- Articles that may be a draft published: of its text, or with most of its sentences that make claims. Takes
-- $digest, $sentences, $subjects, $limit.
with sharing as (
    select article_id, count(distinct sentence) as shared
    from core.claims
    where list_contains($subjects, subject) and list_contains($sentences, sentence)
    group by article_id
    having 2 * shared > len($sentences)
)
select a.article_id, a.url, a.outlet, a.title, a.published, a.text
from core.articles as a
left join sharing as s on s.article_id = a.article_id
where a.text_sha256 = $digest or s.article_id is not null
order by a.text_sha256 = $digest desc, s.shared desc nulls last, a.published nulls last, a.article_id
limit $limit;
