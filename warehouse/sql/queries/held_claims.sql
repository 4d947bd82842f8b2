-- Claims with their articles, and the claims that their sentences make beside them. Takes $claim_ids.
with wanted as (
    select claim_id, article_id, sentence, subject, block_key
    from core.claims
    where list_contains($claim_ids, claim_id)
)
select
    c.block_key,
    c.claim_id,
    c.external_id,
    c.article_id,
    c.kind,
    c.subject,
    c.mention,
    c.metric,
    c.low,
    c.high,
    c.unit,
    c.unit_noun,
    c.modifier,
    c.scope,
    c.period,
    c.status,
    c.attributed_to,
    c.attribution_kind,
    c.counterparty,
    c.object,
    c.value_text,
    c.sentence,
    c.start_char,
    c.end_char,
    c.confidence,
    a.published,
    a.outlet,
    coalesce(o.origin, c.article_id) as origin,
    o.sources,
    c.start_char - (strpos(a.text, c.sentence) - 1) as value_start,
    a.url,
    cf.form_id,
    f.question_id,
    q.text as question
from core.claims as c
semi join wanted as w
    on w.article_id = c.article_id
    and w.sentence = c.sentence
    and w.subject = c.subject
    and w.block_key = c.block_key
join core.articles as a on a.article_id = c.article_id
left join core.article_origins as o on o.article_id = c.article_id
left join core.claim_forms as cf on cf.claim_id = c.claim_id
left join core.forms as f on f.form_id = cf.form_id and f.block_key = cf.block_key
left join core.questions as q on q.question_id = f.question_id and q.block_key = f.block_key
order by c.claim_id;
