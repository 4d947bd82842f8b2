select
    reference_id,
    kind,
    subject,
    metric,
    value,
    low,
    high,
    unit,
    modifier,
    object,
    scope,
    period,
    source,
    url,
    is_own,
    n_agree,
    n_contradict
from reference_facts
order by reference_id;
