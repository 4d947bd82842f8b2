-- Subjects with where their questions stand, the most disputed first. Takes $limit.
select subject, n_questions, n_settled, n_single_origin, n_disputed, n_claims
from subjects
order by n_disputed desc, n_claims desc, subject
limit $limit;
