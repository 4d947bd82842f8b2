select
    issue_id,
    stage,
    code,
    location,
    message,
    article_url,
    run_number
from issues
order by stage, message;
