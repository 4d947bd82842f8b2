select article_id from private.unsummed_articles order by article_id;
