insert into private.read_entries
select entry_key, words_sha256, outcome, $run_number from settled_entries order by entry_key;
