update core.runs
set status = $status, finished_at = $finished_at, counts = $counts
where run_number = $run_number;
