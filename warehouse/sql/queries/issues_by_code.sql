-- One row per stage and code of issues, the most frequent first.
select stage, code, count(*) as n_issues, min(message) as example
from issues
group by stage, code
order by n_issues desc, stage, code;
