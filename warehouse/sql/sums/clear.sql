-- Every sum of the articles of `staged_keys`, and their place in the queue.
delete from core.broken_sums where article_id in (select article_id from staged_keys);
delete from private.unsummed_articles where article_id in (select article_id from staged_keys);
