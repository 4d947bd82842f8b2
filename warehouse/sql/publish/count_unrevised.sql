select count(*) from private.unrevised_articles;
