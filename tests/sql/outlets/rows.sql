select
    outlet,
    n_articles,
    n_claims,
    n_contradictions,
    n_copies,
    copied_ratio
from outlets
order by outlet nulls last;
