-- Question: How do companies compare in one figure?
-- Reading: Values of one metric and period, and of each question the answer of most origins; `verdict` says what it is worth.
select subject, low / 1e6 as million_usd, n_origins, verdict
from timelines
where metric = 'revenue' and period = '2030' and unit = 'USD'
qualify row_number() over (partition by question_id order by n_origins desc, n_articles desc, answer_id) = 1
order by million_usd desc
limit 20;
