-- Who tells some groups of written forms: how many claims and articles, which outlets, since when. A form may be in
-- several groups. Takes $places, $block_keys, $form_ids (the group, block and id of each form), $left_out.
with wanted as (
    select
        unnest($places) as place,
        unnest($block_keys) as block_key,
        unnest($form_ids) as form_id
)
select
    w.place,
    count(*) as n_claims,
    count(distinct c.article_id) as n_articles,
    coalesce(list(distinct a.outlet order by a.outlet) filter (where a.outlet is not null), []) as outlets,
    min(a.published) as first_told
from wanted as w
join core.claim_forms as cf on cf.form_id = w.form_id and cf.block_key = w.block_key
join core.claims as c on c.claim_id = cf.claim_id and c.block_key = w.block_key
join core.articles as a on a.article_id = c.article_id
where not list_contains($left_out, c.article_id)
group by w.place
order by w.place;
