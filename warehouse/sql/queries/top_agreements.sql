-- What has a second source: most origins first. Takes $min_origins and $limit.
select
    answer_id,
    question_id,
    question,
    kind,
    subject,
    metric,
    verdict,
    value,
    n_claims,
    n_articles,
    n_origins,
    outlets,
    first_seen_at,
    first_url
from agreements
where n_origins >= $min_origins
order by n_origins desc, n_articles desc, question, answer_id
limit $limit;
