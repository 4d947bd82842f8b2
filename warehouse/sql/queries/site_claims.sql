-- The claims that answer some questions, of each the earliest. Takes $question_ids, $most for each question.
with asked as (
    select f.form_id, f.block_key, f.question_id
    from core.forms as f
    where list_contains($question_ids, f.question_id)
),
-- The one answer a form speaks for: the one it states, else the widest told of those it allows.
spoken_for as (
    select af.block_key, af.form_id, af.answer_id
    from core.answer_forms as af
    semi join asked as f on f.form_id = af.form_id and f.block_key = af.block_key
    join core.answers as n on n.answer_id = af.answer_id and n.block_key = af.block_key
    qualify row_number() over (
        partition by af.block_key, af.form_id order by af.role desc, n.n_claims desc, af.answer_id
    ) = 1
)
select
    c.claim_id,
    c.article_id,
    coalesce(c.value_text, c.object) as value,
    c.sentence,
    c.start_char,
    c.end_char,
    c.start_char - (strpos(a.text, c.sentence) - 1) as value_start,
    a.outlet,
    a.published,
    a.url,
    a.title,
    f.question_id,
    s.answer_id,
    c.status,
    c.attributed_to,
    coalesce(o.origin, c.article_id) as origin,
    oa.outlet as origin_outlet
from asked as f
join core.claim_forms as cf on cf.form_id = f.form_id and cf.block_key = f.block_key
join core.claims as c on c.claim_id = cf.claim_id
join core.articles as a on a.article_id = c.article_id
left join core.article_origins as o on o.article_id = c.article_id
left join core.articles as oa on oa.article_id = o.origin
left join spoken_for as s on s.form_id = f.form_id and s.block_key = f.block_key
qualify row_number() over (
    partition by f.question_id order by a.published nulls last, c.claim_id
) <= $most
order by f.question_id, a.published nulls last, c.claim_id;
