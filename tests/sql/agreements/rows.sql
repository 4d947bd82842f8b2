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
    first_url
from agreements
order by subject, metric, value;
