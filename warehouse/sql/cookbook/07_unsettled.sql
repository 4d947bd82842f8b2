-- Question: What is still open about a company?
-- Reading: `answers` are the values in circulation, those of most origins first.
select question, verdict, answers
from unsettled_questions
where subject = 'Nimbus AI' and metric not like 'other:%'
order by verdict, question;
