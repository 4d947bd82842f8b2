insert into core.issues (issue_id, stage, code, location, message, article_id, block_key, run_number)
select issue_id, stage, code, location, message, article_id, block_key, $run_number
from staged_issues
order by issue_id;
