-- Grain: one row per run.
-- Answers: When did the last run finish, and what did it find?
create or replace view runs as
select run_number, status, started_at, finished_at, counts, code_version, lexicon_sha
from core.runs;

comment on view runs is 'Runs of the program on this warehouse.';
comment on column runs.run_number is 'Number of the run, rising from 1.';
comment on column runs.status is 'running, done, failed, or interrupted when a later run found it unfinished.';
comment on column runs.started_at is 'Start, UTC.';
comment on column runs.finished_at is 'End, UTC.';
comment on column runs.counts is 'JSON object of what the run counted, keys sorted.';
comment on column runs.code_version is 'Version of the program.';
comment on column runs.lexicon_sha is 'Digest of the lexicon it read with.';
