select article_id from private.unrevised_articles order by article_id;
