create or replace temp table cleared_blocks as select block_key from staged_keys;
