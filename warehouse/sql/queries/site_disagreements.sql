-- Against whom each outlet stands, most often first, of each outlet the first few. Takes $most.
select outlet, other_outlet, n_contradictions, n_independent, n_alerts, last_at
from disagreements
where outlet is not null
qualify row_number() over (
    partition by outlet order by n_contradictions desc, other_outlet nulls last
) <= $most
order by outlet, n_contradictions desc, other_outlet nulls last;
