-- Contradictions with their sides in order, so that the same two values are the same finding.
select
    subject,
    metric,
    coalesce(period, '') as period,
    least(value_a, value_b) as first_value,
    greatest(value_a, value_b) as second_value,
    explanation,
    alert,
    article_url_a,
    article_url_b
from contradictions
order by alert desc, rank
