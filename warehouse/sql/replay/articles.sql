select article_id from core.articles where text <> '' order by article_id
