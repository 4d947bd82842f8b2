select host, failed_runs, failed_since, rests_until, reason
from private.hosts
order by host;
