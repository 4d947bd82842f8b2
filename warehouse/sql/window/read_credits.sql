select c.article_id, c.kind, c.name, c.start_char, c.end_char, c.chain, c.url, c.evidence
from core.credits as c
semi join staged_ids as i on i.article_id = c.article_id
order by c.article_id, c.start_char, c.end_char, c.credit_id;
