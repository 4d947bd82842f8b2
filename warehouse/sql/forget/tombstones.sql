select kind, key from private.forgotten order by all;
