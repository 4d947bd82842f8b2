-- What tells the witnesses of some groups of written forms apart, each combination once. Takes as `draft_groups`.
with wanted as (
    select
        unnest($places) as place,
        unnest($block_keys) as block_key,
        unnest($form_ids) as form_id
)
select distinct
    w.place,
    coalesce(o.origin, c.article_id) as origin,
    a.outlet,
    c.attributed_to,
    c.attribution_kind,
    coalesce(o.sources, []) as sources
from wanted as w
join core.claim_forms as cf on cf.form_id = w.form_id and cf.block_key = w.block_key
join core.claims as c on c.claim_id = cf.claim_id and c.block_key = w.block_key
join core.articles as a on a.article_id = c.article_id
left join core.article_origins as o on o.article_id = c.article_id
where not list_contains($left_out, c.article_id);
