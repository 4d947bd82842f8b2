delete from private.read_entries where entry_key in (select entry_key from settled_entries);
