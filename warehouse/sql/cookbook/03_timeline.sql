-- Question: How did a figure move, and who told each value first?
-- Reading: `held` is the time that a value is told for; rivals stand side by side and share a verdict.
select held, value, verdict, n_origins, first_outlet
from timelines
where subject = 'Nimbus AI' and metric = 'valuation'
order by place;
