-- Of the articles of `staged_keys`, the quantities that a sum could be made of: two or more in one sentence, or of
-- metrics of $metrics in one article; article by article, in order of place.
with told as (
    select
        c.article_id,
        c.claim_id,
        c.subject,
        c.metric,
        c.low,
        c.high,
        c.unit,
        c.unit_noun,
        c.modifier,
        c.scope,
        c.period,
        c.status,
        c.counterparty,
        c.value_text,
        c.sentence,
        c.start_char,
        c.end_char,
        c.confidence,
        count(*) over (partition by c.article_id, c.sentence) as n_in_sentence,
        count(*) filter (where list_contains($metrics, c.metric)) over (partition by c.article_id) as n_in_article
    from core.claims as c
    semi join staged_keys as k on k.article_id = c.article_id
    where c.kind = 'quantity'
)
select
    article_id,
    claim_id,
    subject,
    metric,
    low,
    high,
    unit,
    unit_noun,
    modifier,
    scope,
    period,
    status,
    counterparty,
    value_text,
    sentence,
    start_char,
    end_char,
    confidence
from told
where n_in_sentence >= 2 or (n_in_article >= 2 and list_contains($metrics, metric))
order by article_id, start_char nulls last, claim_id;
