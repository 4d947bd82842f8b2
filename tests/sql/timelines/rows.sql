select
    subject,
    metric,
    place,
    held,
    period,
    scope,
    kind,
    value,
    low,
    high,
    unit,
    n_articles,
    n_origins,
    first_seen_at,
    first_outlet,
    first_url,
    verdict,
    question_id,
    answer_id
from timelines
order by subject, metric, place;
