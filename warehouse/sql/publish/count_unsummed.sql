select count(*) from private.unsummed_articles;
