select article_id from cut_anew order by article_id;
