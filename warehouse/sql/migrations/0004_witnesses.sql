-- What an article draws on beside its origin, and how many witnesses stand behind an answer.
alter table core.article_origins add column if not exists sources varchar[];
comment on column core.article_origins.sources is 'What ties it to other witnesses: outlet:, owner:, article: and quotes: with a name or an article id.';

alter table core.answers add column if not exists n_outlets bigint;
alter table core.answers add column if not exists n_effective double;
comment on column core.answers.n_outlets is 'Number of outlets that state it; articles of one origin without an outlet count as one.';
comment on column core.answers.n_effective is 'Origins, less what they share: quotations, and people whose word they all give.';

insert into private.dirty_blocks (block_key)
select distinct n.block_key
from core.answers as n
anti join private.dirty_blocks as d on d.block_key = n.block_key
order by n.block_key;
