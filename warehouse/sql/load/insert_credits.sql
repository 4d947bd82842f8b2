insert into core.credits (credit_id, article_id, kind, name, start_char, end_char, chain, url, evidence)
select s.credit_id, s.article_id, s.kind, s.name, s.start_char, s.end_char, s.chain, s.url, s.evidence
from staged_credits as s
join incoming as i on i.article_id = s.article_id
anti join core.credits as c on c.credit_id = s.credit_id
where i.state in ('new', 'changed', 'reread')
order by s.article_id, s.credit_id;
