select count(*) from staged_claims where is_ready_made;
