select
    run_number,
    status,
    started_at,
    finished_at,
    counts,
    code_version,
    lexicon_sha
from runs
order by run_number;
