select
    subject,
    metric,
    question,
    value,
    outlet,
    first_seen_at,
    article_url,
    next_outlet,
    next_at,
    lead_days,
    n_outlets,
    n_articles,
    n_origins,
    kind,
    question_id,
    answer_id
from first_tellings
order by subject, metric, answer_id;
