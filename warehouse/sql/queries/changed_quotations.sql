-- Quotations that are told in several wordings, the gravest first. Takes $limit.
select
    rank,
    question_id,
    question,
    kind,
    subject,
    metric,
    period,
    scope,
    answer_a,
    answer_b,
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
    severity,
    alert,
    same_origin,
    within_article,
    in_headline
from contradictions
where kind = 'quote'
order by rank
limit $limit;
