insert into private.dirty_blocks (block_key)
select block_key from arriving_claims
except
select block_key from private.dirty_blocks
order by block_key;

insert into private.unsummed_articles (article_id)
select article_id from arriving_claims where kind = 'quantity'
except
select article_id from private.unsummed_articles
order by article_id;
