select entry_key from settled_entries order by entry_key;
