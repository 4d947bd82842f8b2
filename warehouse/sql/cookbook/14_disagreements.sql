-- Question: With whom does an outlet disagree, and how often?
-- Reading: A contradiction counts between those who told each side first; `n_independent` leaves copies out.
select other_outlet, n_contradictions, n_independent, n_told_first
from disagreements
where outlet = 'Coast Courier'
order by n_independent desc, other_outlet
limit 20;
