select
    answer_id,
    question_id,
    question,
    kind,
    subject,
    metric,
    period,
    scope,
    verdict,
    value,
    n_claims,
    n_articles,
    n_origins,
    outlets,
    first_seen_at,
    first_url,
    n_outlets,
    first_outlet,
    next_outlet,
    next_at
from agreements
order by subject, metric, value;
