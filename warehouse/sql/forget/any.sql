select count(*) from private.forgotten;
