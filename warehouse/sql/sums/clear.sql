-- Every sum of the articles of `staged_keys`, what stood in the way of one, and their place in the queue.
delete from core.broken_sums where article_id in (select article_id from staged_keys);
delete from private.unsummed_articles where article_id in (select article_id from staged_keys);
delete from core.issues where code = 'poison_sums' and article_id in (select article_id from staged_keys);
