-- Claims with their articles, as they are quoted. Takes $claim_ids.
select
    c.claim_id,
    c.sentence,
    c.value_text,
    c.start_char,
    c.end_char,
    c.attributed_to,
    a.url,
    a.outlet,
    a.title,
    a.published,
    a.text
from core.claims as c
join (select unnest($claim_ids) as claim_id) as w on w.claim_id = c.claim_id
join core.articles as a on a.article_id = c.article_id
order by c.claim_id;
