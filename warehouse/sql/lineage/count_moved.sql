select count(*) from moved_articles;
