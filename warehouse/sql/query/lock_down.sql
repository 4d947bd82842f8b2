use warehouse;
set python_enable_replacements = false;
set enable_external_access = false;
set lock_configuration = true;
