-- The claims of the blocks of `staged_keys`, block by block, in the order they were told.
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
    o.sources
from core.claims as c
semi join staged_keys as k on k.block_key = c.block_key
join core.articles as a on a.article_id = c.article_id
left join core.article_origins as o on o.article_id = c.article_id
order by c.block_key, a.published nulls last, c.claim_id;
