-- Which question each of some answers is given to. Takes $answer_ids.
select answer_id, question_id
from core.answers
where list_contains($answer_ids, answer_id)
order by answer_id;
