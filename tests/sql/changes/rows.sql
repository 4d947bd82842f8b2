select
    change,
    changed_at,
    seen_at,
    run_number,
    subject,
    metric,
    question_id,
    question,
    old_value,
    value,
    outlet,
    article_url,
    explanation,
    finding_id
from changes
order by changed_at nulls last, change, finding_id, article_url;
