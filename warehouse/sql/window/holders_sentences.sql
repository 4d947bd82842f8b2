select s.article_id, s.sentences
from (
    select k.article_id, k.sentences
    from private.sketches as k
    anti join former as f on f.article_key = k.article_key
    union all
    select article_id, sentences
    from staged_sentences
) as s
semi join sentence_holders as h on h.article_id = s.article_id;
