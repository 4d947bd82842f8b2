-- The gravest claims that contradict a reference and are worth an alert. Takes $limit.
select
    rank,
    finding_id,
    reference_id,
    question,
    subject,
    metric,
    value,
    period,
    source,
    url,
    reason,
    explanation,
    confidence,
    severity,
    n_origins,
    told,
    sentence,
    outlet,
    published,
    article_url
from reference_findings
where alert
order by rank
limit $limit;
