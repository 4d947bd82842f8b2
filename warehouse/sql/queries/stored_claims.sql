-- Claims as they are stored, by their ids, articles or blocks. Takes $claim_ids, $article_ids, $block_keys.
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
    c.is_ready_made,
    f.form_id,
    g.subject as form_subject,
    g.question_id
from core.claims as c
join core.articles as a on a.article_id = c.article_id
left join core.article_origins as o on o.article_id = c.article_id
left join core.claim_forms as f on f.claim_id = c.claim_id
left join core.forms as g on g.form_id = f.form_id and g.block_key = f.block_key
where list_contains($claim_ids, c.claim_id)
    or list_contains($article_ids, c.article_id)
    or list_contains($block_keys, c.block_key)
order by c.block_key, a.published nulls last, c.claim_id;
