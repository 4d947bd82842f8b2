select article_id from incoming where state in ('new', 'changed', 'reread');
