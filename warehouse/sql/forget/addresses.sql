select url from leaving_articles order by url;
