-- The words of some claims, with their articles. Takes $claim_ids.
select
    c.claim_id,
    c.article_id,
    coalesce(c.value_text, c.object) as value,
    c.sentence,
    c.start_char,
    c.end_char,
    c.start_char - (strpos(a.text, c.sentence) - 1) as value_start,
    a.outlet,
    a.published,
    a.url,
    a.title
from core.claims as c
join core.articles as a on a.article_id = c.article_id
where list_contains($claim_ids, c.claim_id)
order by c.claim_id;
