insert into core.issues (issue_id, stage, code, location, message, article_id, block_key, run_number)
select s.issue_id, s.stage, s.code, s.location, s.message, s.article_id, s.block_key, $run_number
from staged_issues as s
anti join core.issues as i on i.issue_id = s.issue_id
order by s.issue_id;
