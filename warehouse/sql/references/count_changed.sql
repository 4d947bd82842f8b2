select count(distinct reference_id) from changed_references;
