insert into private.dirty_blocks (block_key)
select block_key from touched_blocks
except
select block_key from private.dirty_blocks
order by block_key;

insert into private.unsummed_articles (article_id)
select article_id from leaving_claims where kind = 'quantity'
except
select article_id from private.unsummed_articles
order by article_id;
