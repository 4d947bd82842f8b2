-- Question: Whose stories are copied most?
-- Reading: `n_descendants` counts copies of copies too.
select source, title, n_copies, n_credits, n_descendants
from copied_sources
order by n_copies desc, n_credits desc, source
limit 20;
