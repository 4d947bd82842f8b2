select
    subject,
    n_questions,
    n_settled,
    n_single_origin,
    n_disputed,
    n_claims,
    n_metrics,
    disputed_ratio
from subjects
order by subject;
