select coalesce(max(run_number), 0) from core.runs;
