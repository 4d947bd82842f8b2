-- What names them elsewhere: edges of their copies, issues that tell their address.
delete from core.lineage_edges where origin_article_id in (select article_id from leaving_articles);

delete from core.issues where location in (select url from leaving_articles);

-- Letters that wait may tell of them: they are written again from what is found without them.
delete from private.told
where message_id in (select message_id from private.letters where state in ('new', 'sending'));

delete from private.letters where state in ('new', 'sending');

update private.letters set subject = '';
