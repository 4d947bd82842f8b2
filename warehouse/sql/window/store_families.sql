delete from torn_families;

update private.sketches as s
set family = f.family
from staged_families as f
where f.article_key = s.article_key and s.family <> f.family;
