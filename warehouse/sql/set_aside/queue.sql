-- What is set aside goes into the queues from which it came.
insert into private.dirty_blocks (block_key)
select distinct i.block_key
from core.issues as i
anti join private.dirty_blocks as d on d.block_key = i.block_key
where i.code = 'poison_block'
order by i.block_key;

insert into private.unsummed_articles (article_id)
select distinct i.article_id
from core.issues as i
anti join private.unsummed_articles as u on u.article_id = i.article_id
semi join core.articles as a on a.article_id = i.article_id
where i.code = 'poison_sums'
order by i.article_id;

insert into private.unrevised_articles (article_id)
select distinct i.article_id
from core.issues as i
anti join private.unrevised_articles as u on u.article_id = i.article_id
semi join core.articles as a on a.article_id = i.article_id
where i.code = 'poison_revisions'
order by i.article_id;
