select
    answer_id,
    question_id,
    low,
    high,
    unit,
    object,
    n_claims,
    n_articles,
    n_origins,
    first_seen_at,
    first_url,
    n_outlets,
    n_effective
from answers
order by question_id, answer_id;
