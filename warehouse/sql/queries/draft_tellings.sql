-- The earliest claims of some groups of written forms, one an origin. Takes as `draft_groups`, and $limit for each group.
with wanted as (
    select
        unnest($places) as place,
        unnest($block_keys) as block_key,
        unnest($form_ids) as form_id
),
placed as (
    select
        w.place,
        c.claim_id,
        a.published,
        coalesce(o.origin, c.article_id) as origin
    from wanted as w
    join core.claim_forms as cf on cf.form_id = w.form_id and cf.block_key = w.block_key
    join core.claims as c on c.claim_id = cf.claim_id and c.block_key = w.block_key
    join core.articles as a on a.article_id = c.article_id
    left join core.article_origins as o on o.article_id = c.article_id
    where not list_contains($left_out, c.article_id)
    qualify row_number() over (
        partition by w.place, coalesce(o.origin, c.article_id) order by a.published nulls last, c.claim_id
    ) = 1
)
select place, claim_id
from placed
qualify row_number() over (partition by place order by published nulls last, claim_id) <= $limit
order by place, published nulls last, claim_id;
