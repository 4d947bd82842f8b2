-- What fetching remembers of hosts: who failed and until when it rests, and what their robots.txt says.
create table private.hosts (
    host varchar not null,
    failed_runs integer not null,
    failed_since timestamp not null,
    rests_until timestamp,
    reason varchar not null
);
comment on table private.hosts is 'One row per host that did not answer when it was last asked, or asked to be left alone.';
comment on column private.hosts.host is 'Host, with its port where that is no usual one.';
comment on column private.hosts.failed_runs is 'Runs in a row in which it failed; 0 when it only asked to be left alone.';
comment on column private.hosts.failed_since is 'Start of the first of them, UTC.';
comment on column private.hosts.rests_until is 'It is not asked before, UTC; null when it may be asked.';
comment on column private.hosts.reason is 'What it answered, or why nothing came.';

create table private.robots (
    origin varchar not null,
    agent varchar not null,
    standing varchar not null,
    read_at timestamp not null,
    rules varchar not null
);
comment on table private.robots is 'One row per origin whose robots.txt was asked for; it is held for a day.';
comment on column private.robots.origin is 'Scheme, host and port.';
comment on column private.robots.agent is 'Product token of the robot that the rules are for.';
comment on column private.robots.standing is 'rules: it was read; absent: there is none.';
comment on column private.robots.read_at is 'When it was read, UTC.';
comment on column private.robots.rules is 'Its lines that concern this robot.';
