select
    h.article_key,
    h.is_former,
    h.is_touched,
    coalesce(case when h.is_former then len(o.codes) else len(f.codes) end, 0) as codes
from shelf as h
left join private.fingerprints as f on f.article_key = h.article_key and f.part = $part
left join former_fingerprints as o on o.article_key = h.article_key and o.part = $part
order by h.place;
