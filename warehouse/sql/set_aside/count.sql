-- Articles without claims and blocks without findings, because a bug was met.
select
    count(distinct article_id) filter (where code = 'poison_article') as articles,
    count(distinct block_key) filter (where code = 'poison_block') as blocks
from core.issues
where code in ('poison_article', 'poison_block');
