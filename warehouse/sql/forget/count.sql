select
    (select count(*) from leaving_articles),
    (select count(*) from core.claims as c semi join leaving_articles as l on l.article_id = c.article_id);
