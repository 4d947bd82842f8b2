insert into core.answers (
    answer_id, question_id, block_key, low, high, unit, object, value_text, n_claims, n_articles, n_outlets,
    n_origins, n_effective, first_seen_at, first_article_id
)
select
    answer_id, question_id, block_key, low, high, unit, object, value_text, n_claims, n_articles, n_outlets,
    n_origins, n_effective, first_seen_at, first_article_id
from staged_answers
order by block_key, answer_id;
