select
    subject,
    metric,
    question,
    value,
    n_articles,
    n_outlets,
    n_claims,
    first_outlet,
    first_seen_at,
    first_url,
    verdict,
    kind,
    scope,
    period,
    question_id,
    answer_id
from single_origin_answers
order by subject, metric, answer_id;
