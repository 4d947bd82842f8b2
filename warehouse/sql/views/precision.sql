-- Grain: one row per relation and metric that people ruled on, and one for all metrics, all relations, and all.
-- Answers: How many of the findings that an editor ruled on were right?
create or replace view precision as
with rulings as (
    select
        ruling,
        case left(finding_id, 4)
            when 'sum_' then 'broken_sum'
            when 'edt_' then 'silent_edit'
            when 'rfd_' then 'reference'
            else 'contradict'
        end as relation,
        metric,
        position,
        ruled_at,
        -- What it is on: the finding, or, where it is written by hand, the pair.
        case
            when finding_id <> '' then finding_id
            else concat_ws(
                chr(31),
                lower(subject),
                metric,
                scope,
                period,
                least(lower(left_form), lower(right_form)),
                greatest(lower(left_form), lower(right_form))
            )
        end as thing
    from core.judgements
    where holds
        and (
            ruling in ('dismissed', 'confirmed', 'resolved', 'wrong_match')
            or (ruling = 'wrong_reading' and finding_id <> '')
        )
),
-- The latest ruling on each finding.
last_rulings as (
    select ruling, relation, nullif(metric, '') as metric
    from rulings
    qualify row_number() over (partition by thing order by ruled_at desc, position desc) = 1
),
counted as (
    select
        relation,
        metric,
        count(*) as n_ruled,
        count(*) filter (where ruling in ('confirmed', 'resolved')) as n_right,
        count(*) filter (where ruling = 'dismissed') as n_dismissed,
        count(*) filter (where ruling = 'wrong_match') as n_wrong_match,
        count(*) filter (where ruling = 'wrong_reading') as n_wrong_reading,
        grouping(relation, metric) as level
    from last_rulings
    group by grouping sets ((), (relation), (metric), (relation, metric))
),
-- The score interval of Wilson (1927) at 95 %, z = 1.959964: honest for few rulings, and never outside 0 to 1.
scored as (
    select
        relation,
        metric,
        level,
        n_ruled,
        n_right,
        n_dismissed,
        n_wrong_match,
        n_wrong_reading,
        n_right / n_ruled as share,
        1.959964 * 1.959964 / n_ruled as zz
    from counted
    where n_ruled > 0 and (metric is not null or level in (1, 3))
)
select
    relation,
    metric,
    n_ruled,
    n_right,
    share as precision,
    greatest(0.0, (share + zz / 2 - sqrt(zz * (share * (1 - share) + zz / 4))) / (1 + zz)) as low,
    least(1.0, (share + zz / 2 + sqrt(zz * (share * (1 - share) + zz / 4))) / (1 + zz)) as high,
    n_dismissed,
    n_wrong_match,
    n_wrong_reading
from scored;

comment on view precision is 'Running precision: of the findings that people ruled on, the share that was right and worth the look, with its interval. Not of all findings: people rule on what they are shown.';
comment on column precision.relation is 'contradict, reference, broken_sum or silent_edit; null for all.';
comment on column precision.metric is 'What is measured or stated; null for all.';
comment on column precision.n_ruled is 'Findings that somebody ruled on, by the latest ruling on each.';
comment on column precision.n_right is 'Of these confirmed or resolved.';
comment on column precision.precision is 'n_right / n_ruled. A dismissed finding counts as wrong, whatever the reason: it was not worth the look.';
comment on column precision.low is 'Lower end of the 95 % interval (Wilson score).';
comment on column precision.high is 'Upper end of the 95 % interval (Wilson score).';
comment on column precision.n_dismissed is 'Of those that count as wrong, dismissed: some of them may be true and of no importance.';
comment on column precision.n_wrong_match is 'Of those that count as wrong, two things that do not belong together.';
comment on column precision.n_wrong_reading is 'Of those that count as wrong, a claim that is not what its words say.';
