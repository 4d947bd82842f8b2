-- The written forms of some questions with the answer each states or allows, and who tells it. Denials have no
-- answer. Takes $question_ids.
with told as (
    select
        cf.form_id,
        count(*) as n_claims,
        count(distinct c.article_id) as n_articles,
        count(distinct coalesce(o.origin, c.article_id)) as n_origins,
        coalesce(list(distinct a.outlet order by a.outlet) filter (where a.outlet is not null), []) as outlets,
        min(a.published) as first_told
    from core.forms as f
    join core.claim_forms as cf on cf.form_id = f.form_id and cf.block_key = f.block_key
    join core.claims as c on c.claim_id = cf.claim_id
    join core.articles as a on a.article_id = c.article_id
    left join core.article_origins as o on o.article_id = c.article_id
    where list_contains($question_ids, f.question_id)
    group by cf.form_id
)
select
    f.* exclude (n_claims),
    af.answer_id,
    af.role,
    t.n_claims,
    t.n_articles,
    t.n_origins,
    t.outlets,
    t.first_told
from core.forms as f
join told as t on t.form_id = f.form_id
left join core.answer_forms as af on af.form_id = f.form_id and af.block_key = f.block_key
where list_contains($question_ids, f.question_id)
order by f.question_id, af.role desc nulls last, t.n_claims desc, f.form_id;
