select
    outlet,
    other_outlet,
    n_contradictions,
    n_independent,
    n_alerts,
    n_questions,
    n_told_first,
    n_backed,
    n_other_backed,
    last_at
from disagreements
order by outlet, other_outlet;
