select p.code, p.place
from (
    select h.place, unnest(f.codes) as code
    from private.fingerprints as f
    join shelf as h on h.article_key = f.article_key and not h.is_former
    where f.part = $part
    union all
    select h.place, unnest(f.codes) as code
    from former_fingerprints as f
    join shelf as h on h.article_key = f.article_key and h.is_former
    where f.part = $part and $with_former
) as p
semi join wanted_codes as w on w.code = p.code
where p.code % $shares::ubigint = $share::ubigint;
