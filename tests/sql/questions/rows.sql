select
    question_id,
    question,
    kind,
    subject,
    metric,
    scope,
    period,
    verdict,
    n_answers,
    n_claims,
    reference
from questions
order by subject, metric;
