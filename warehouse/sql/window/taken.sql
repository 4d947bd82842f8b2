select article_id from taken where what = $what order by article_id;
