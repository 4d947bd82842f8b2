-- A question. Takes $question_id.
select question_id, text, verdict, n_claims
from core.questions
where question_id = $question_id;
