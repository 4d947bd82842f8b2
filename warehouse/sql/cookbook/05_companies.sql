-- Question: How do companies compare in one figure?
-- Reading: Only questions of one metric and period, and of each the answer of most origins; `verdict` says what it is worth.
select q.subject, n.low / 1e6 as million_usd, n.n_origins, q.verdict
from questions as q
join answers as n using (question_id)
where q.metric = 'revenue' and q.period = '2030' and n.unit = 'USD'
qualify row_number() over (partition by q.question_id order by n.n_origins desc, n.n_articles desc, n.answer_id) = 1
order by million_usd desc;
