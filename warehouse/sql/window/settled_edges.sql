select e.article_id, coalesce(e.origin_article_id, '')
from core.lineage_edges as e
join private.sketches as s on s.article_id = e.article_id
semi join quoters as q on q.article_key = s.article_key
where e.kind <> 'quotes_from';
