delete from {schema}.{table} where article_id in (select article_id from leaving_articles);
