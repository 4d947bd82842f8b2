insert into core.runs (run_number, status, started_at, finished_at, counts, code_version, lexicon_sha)
select coalesce(max(run_number), 0) + 1, $status, $started_at, null, '{}', $code_version, $lexicon_sha
from core.runs
returning run_number;
