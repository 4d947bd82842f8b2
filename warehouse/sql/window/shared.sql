select e.article_id, l.article_id, p.kind, p.of_earlier, p.of_later, p.evidence
from private.text_pairs as p
join private.sketches as e on e.article_key = p.earlier
join private.sketches as l on l.article_key = p.later
where p.kind is not null
    and (
        exists (from asked as a where a.article_key = p.earlier)
        or exists (from asked as a where a.article_key = p.later)
    );
