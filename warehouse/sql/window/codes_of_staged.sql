create or replace temp table wanted_codes as
select distinct unnest(f.codes) as code
from private.fingerprints as f
semi join staged_keys as k on k.article_key = f.article_key
where f.part = $part;
