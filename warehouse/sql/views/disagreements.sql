-- Grain: one row per two outlets that contradict each other, from the side of each.
-- Answers: With whom does an outlet disagree, how often, and on how many independent origins?
create or replace view disagreements as
with sides as (
    select
        outlet_a as outlet,
        outlet_b as other_outlet,
        true as is_first,
        question_id,
        same_origin,
        alert,
        reference_side in ('a', 'both') as is_backed,
        reference_side in ('b', 'both') as is_other_backed,
        greatest(published_a, published_b) as told_at,
        rank
    from contradictions
    where not within_article
    union all
    select
        outlet_b,
        outlet_a,
        false,
        question_id,
        same_origin,
        alert,
        reference_side in ('b', 'both'),
        reference_side in ('a', 'both'),
        greatest(published_a, published_b),
        rank
    from contradictions
    where not within_article
)
select
    outlet,
    other_outlet,
    count(distinct rank) as n_contradictions,
    count(distinct rank) filter (where not same_origin) as n_independent,
    count(distinct rank) filter (where alert) as n_alerts,
    count(distinct question_id) as n_questions,
    count(*) filter (where is_first) as n_told_first,
    count(*) filter (where is_backed) as n_backed,
    count(*) filter (where is_other_backed) as n_other_backed,
    max(told_at) as last_at
from sides
where outlet is not null and other_outlet is not null
group by outlet, other_outlet;

comment on view disagreements is 'Disagreements: how often two outlets stand against each other. A contradiction counts once, between the outlets that told each side first; those who copied them are not blamed.';
comment on column disagreements.outlet is 'Outlet that told one side first.';
comment on column disagreements.other_outlet is 'Outlet that told the other side first; the same outlet when two of its articles differ.';
comment on column disagreements.n_contradictions is 'Number of contradictions between them that nobody dismissed, see contradictions.';
comment on column disagreements.n_independent is 'How many of them are between independent origins; the others are copies that differ.';
comment on column disagreements.n_alerts is 'How many of them are worth an alert.';
comment on column disagreements.n_questions is 'On how many questions.';
comment on column disagreements.n_told_first is 'How often the outlet told its side before the other told theirs.';
comment on column disagreements.n_backed is 'How often a reference agrees with the side of the outlet.';
comment on column disagreements.n_other_backed is 'How often a reference agrees with the other side.';
comment on column disagreements.last_at is 'Publication of the latest side of any of them; null when undated.';
