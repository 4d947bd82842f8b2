-- What has a second source: most origins first, of known metrics only. Takes $min_origins and $limit.
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
where n_origins >= $min_origins and not starts_with(metric, 'other:')
order by n_origins desc, n_articles desc, question, answer_id
limit $limit;
