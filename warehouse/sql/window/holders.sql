select outlet, sentence, article_id from sentence_holders order by outlet, sentence, rank;
