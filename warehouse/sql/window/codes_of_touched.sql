create or replace temp table wanted_codes as
select distinct unnest(codes) as code
from (
    select f.codes
    from private.fingerprints as f
    semi join taken as t on t.article_key = f.article_key
    where f.part = $part
    union all
    select codes
    from former_fingerprints
    where part = $part
);
