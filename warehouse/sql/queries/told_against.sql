-- Grain: one row per contradiction between articles, the gravest first. Takes `alerts`: whether only those worth one.
select
    rank,
    question_id,
    question,
    claim_a,
    claim_b,
    value_a,
    value_b,
    sentence_a,
    sentence_b,
    outlet_a,
    outlet_b,
    published_a,
    published_b,
    article_url_a,
    article_url_b,
    n_origins_a,
    n_origins_b,
    reason,
    explanation,
    confidence,
    same_origin
from contradictions
where not within_article and (alert or not $alerts)
order by rank;
