-- An article is stored once.
select article_id, count(*) as times from core.articles group by article_id having count(*) > 1 order by article_id;
