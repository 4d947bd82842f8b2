-- The claims of some blocks with their articles, forms and questions; and, where $figures, all figures of articles that
-- share lineage with theirs. Takes $block_keys, $figures.
with kin as (
    select distinct article_id
    from core.claims
    where list_contains($block_keys, block_key)
),
near as (
    select article_id from kin
    union
    select e.origin_article_id
    from core.lineage_edges as e
    semi join kin as k on k.article_id = e.article_id
    union
    select e.article_id
    from core.lineage_edges as e
    semi join kin as k on k.article_id = e.origin_article_id
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
join core.articles as a on a.article_id = c.article_id
left join core.article_origins as o on o.article_id = c.article_id
left join core.claim_forms as cf on cf.claim_id = c.claim_id
left join core.forms as f on f.form_id = cf.form_id and f.block_key = cf.block_key
left join core.questions as q on q.question_id = f.question_id and q.block_key = f.block_key
where list_contains($block_keys, c.block_key)
    or (
        $figures
        and c.kind = 'quantity'
        and c.article_id in (select article_id from near)
    )
order by c.claim_id;
