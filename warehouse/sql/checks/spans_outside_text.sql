-- The span of a claim lies inside the text of its article.
select c.claim_id, c.start_char, c.end_char, length(a.text) as text_length
from core.claims as c
join core.articles as a on a.article_id = c.article_id
where c.start_char is not null
    and not c.is_ready_made
    and not coalesce(c.start_char >= 0 and c.start_char <= c.end_char and c.end_char <= length(a.text), false)
order by c.claim_id;
