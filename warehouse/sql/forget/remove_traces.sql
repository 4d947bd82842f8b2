-- What names them elsewhere: edges of their copies, issues that tell their address.
delete from core.lineage_edges where origin_article_id in (select article_id from leaving_articles);

delete from core.issues where location in (select url from leaving_articles);
