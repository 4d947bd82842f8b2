select
    gap,
    outlet,
    host,
    day,
    stage,
    code,
    location,
    article_url,
    message,
    run_number
from blind_spots
order by gap, location, message;
