delete from core.lineage_edges as e
where exists (from concerned as c where c.article_id = e.article_id);

insert into core.lineage_edges (
    article_id, origin_article_id, origin_name, kind, direction, confidence, evidence
)
select article_id, origin_article_id, origin_name, kind, direction, confidence, evidence
from staged_edges
order by all;

delete from core.article_origins as o
where exists (from concerned as c where c.article_id = o.article_id);

insert into core.article_origins (article_id, origin, sources)
select article_id, origin, sources
from staged_origins
order by article_id;

insert into private.dirty_blocks (block_key)
select distinct c.block_key
from core.claims as c
semi join moved_articles as m on m.article_id = c.article_id
anti join private.dirty_blocks as d on d.block_key = c.block_key
order by c.block_key;
