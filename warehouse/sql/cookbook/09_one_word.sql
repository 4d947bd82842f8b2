-- Question: Which figures are everywhere, and rest on one word?
-- Reading: The more outlets repeat it, the more a second source is missed.
select question, value, n_outlets, first_outlet
from single_origin_answers
where n_outlets >= 2
order by n_outlets desc, question, value
limit 20;
