-- What has moved: for each later value the earlier one it took the place of, those told last first. Takes $limit.
with moved as (
    select block_key, form_a, form_b, reason, explanation, confidence
    from core.form_relations
    where relation = 'update' and reason in ('newer_period', 'forecast_then_outcome', 'revised')
),
told as (
    select
        cf.block_key,
        cf.form_id,
        min(a.published) as first_told,
        -- When the value holds: the year and month of its period, else of its first telling.
        coalesce(
            nullif(regexp_extract(any_value(f.period), '\d{4}(-\d{2})?'), ''), min(a.published)[:7]
        ) as held,
        count(distinct coalesce(o.origin, a.article_id)) as n_origins,
        arg_min(a.outlet, (a.published, a.article_id)) as outlet,
        arg_min(a.url, (a.published, a.article_id)) as url,
        arg_min(c.sentence, (a.published, a.article_id)) as sentence,
        arg_min(coalesce(c.value_text, c.object), (a.published, a.article_id)) as value
    from core.claim_forms as cf
    semi join (
        select block_key, form_a as form_id from moved
        union
        select block_key, form_b from moved
    ) as m on m.block_key = cf.block_key and m.form_id = cf.form_id
    join core.forms as f on f.form_id = cf.form_id and f.block_key = cf.block_key
    join core.claims as c on c.claim_id = cf.claim_id
    join core.articles as a on a.article_id = c.article_id
    left join core.article_origins as o on o.article_id = a.article_id
    where a.published is not null
    group by cf.block_key, cf.form_id
),
paired as (
    select
        m.block_key,
        m.reason,
        m.confidence,
        x.form_id as old_form,
        y.form_id as new_form,
        x.value as old_value,
        y.value as new_value,
        x.outlet as old_outlet,
        y.outlet as new_outlet,
        x.first_told as old_told,
        y.first_told as new_told,
        y.url,
        y.sentence,
        y.n_origins
    from moved as m
    join told as x on x.block_key = m.block_key and x.form_id in (m.form_a, m.form_b)
    join told as y on y.block_key = m.block_key and y.form_id in (m.form_a, m.form_b)
    where x.form_id <> y.form_id
        and x.value is distinct from y.value
        and x.first_told <= y.first_told
        and (x.held < y.held or (x.held = y.held and x.first_told < y.first_told))
    -- One line for a subject and metric: its latest value, and of those before it the latest.
    qualify row_number() over (
        partition by m.block_key
        order by y.held desc, y.first_told desc, y.form_id, x.held desc, x.first_told desc, m.confidence desc, x.form_id
    ) = 1
)
select
    'upd_' || substr(sha256(concat_ws(chr(31), p.block_key, p.old_form, p.new_form)), 1, 16) as update_id,
    q.text as question,
    q.subject,
    q.metric,
    p.reason,
    p.old_value,
    p.old_outlet,
    p.old_told,
    p.new_value,
    p.new_outlet,
    p.new_told,
    p.sentence,
    p.url,
    p.n_origins
from paired as p
join core.forms as f on f.form_id = p.new_form and f.block_key = p.block_key
join core.questions as q on q.question_id = f.question_id and q.block_key = f.block_key
order by p.new_told desc, p.n_origins desc, update_id
limit $limit;
