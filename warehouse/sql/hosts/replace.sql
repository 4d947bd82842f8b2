delete from private.hosts
where host in (select host from staged_hosts) or host in (select host from staged_well);

insert into private.hosts (host, failed_runs, failed_since, rests_until, reason)
select host, failed_runs, failed_since, rests_until, reason
from staged_hosts
order by host;

-- The others are of no use any more after a day.
delete from private.robots
where origin in (select origin from staged_robots)
    or read_at < (select max(read_at) from staged_robots) - interval 2 day;

insert into private.robots (origin, agent, standing, read_at, rules)
select origin, agent, standing, read_at, rules
from staged_robots
order by origin;
