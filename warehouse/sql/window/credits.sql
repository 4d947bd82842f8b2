select c.article_id, c.kind, c.name, c.start_char, c.end_char, c.chain, c.url, c.evidence
from core.credits as c
join private.sketches as s on s.article_id = c.article_id
where exists (from asked as a where a.article_key = s.article_key)
    or exists (from quoters as q where q.article_key = s.article_key)
order by c.article_id, c.start_char, c.end_char, c.credit_id;
