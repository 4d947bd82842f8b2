-- Where a question or block is small, every claim is shown against every other. Where it is large, the earliest
-- few of each form stand for the rest, so that the pairs grow with the forms and not with the claims.
insert into core.claim_forms (claim_id, form_id, block_key, is_shown_in_question, is_shown_in_block, witness)
with placed as (
    select
        s.claim_id,
        s.form_id,
        s.block_key,
        f.question_id,
        a.published,
        coalesce(o.origin, c.article_id) as origin
    from staged_claim_forms as s
    join core.claims as c on c.claim_id = s.claim_id
    join core.articles as a on a.article_id = c.article_id
    join staged_forms as f on f.block_key = s.block_key and f.form_id = s.form_id
    left join core.article_origins as o on o.article_id = c.article_id
),
ordered as (
    select
        claim_id,
        form_id,
        block_key,
        row_number() over (partition by block_key, form_id order by published nulls last, claim_id) as place,
        row_number() over (
            partition by block_key, form_id, origin order by published nulls last, claim_id
        ) as place_in_origin,
        count(*) over (partition by block_key, question_id) as n_in_question,
        count(*) over (partition by block_key) as n_in_block
    from placed
),
firsts as (
    select
        claim_id,
        row_number() over (partition by block_key, form_id order by place) as witness
    from ordered
    where place_in_origin = 1
    qualify witness <= 2
)
select
    r.claim_id,
    r.form_id,
    r.block_key,
    r.n_in_question <= $shown_whole or r.place <= $shown_per_form,
    r.n_in_block <= $shown_whole or r.place <= $shown_per_form,
    w.witness
from ordered as r
left join firsts as w on w.claim_id = r.claim_id
order by r.block_key, r.form_id, r.place;
