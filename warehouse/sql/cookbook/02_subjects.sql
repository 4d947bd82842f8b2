-- Question: About whom is most disputed?
-- Reading: A question counts once, however many articles answer it.
select subject, n_questions, n_settled, n_single_origin, n_disputed
from subjects
where n_disputed > 0
order by n_disputed desc, subject
limit 20;
