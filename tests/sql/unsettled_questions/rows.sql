select
    subject,
    metric,
    question,
    verdict,
    kind,
    scope,
    period,
    n_answers,
    n_claims,
    n_origins,
    answers,
    first_seen_at,
    last_answer_at,
    question_id
from unsettled_questions
order by subject, metric, question_id;
