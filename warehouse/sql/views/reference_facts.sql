-- Grain: one row per reference.
-- Answers: What do the sources that our analysts looked up say about a model?
create or replace view reference_facts as
with met as (
    select
        reference_id,
        count(*) filter (relation = 'agree') as n_agree,
        count(*) filter (relation = 'contradict' and not dismissed) as n_contradict
    from core.reference_relations
    group by reference_id
)
select
    r.reference_id,
    r.kind,
    r.subject,
    r.metric,
    r.value_text as value,
    r.low::double as low,
    r.high::double as high,
    r.unit,
    r.modifier,
    r.object,
    r.scope,
    r.period,
    r.source,
    r.url,
    r.is_own,
    coalesce(m.n_agree, 0) as n_agree,
    coalesce(m.n_contradict, 0) as n_contradict
from core.reference_facts as r
left join met as m on m.reference_id = r.reference_id;

comment on view reference_facts is 'References: facts that analysts looked up, shipped or of your own folder. They are no articles and count as no witness.';
comment on column reference_facts.reference_id is 'Content hash of the reference.';
comment on column reference_facts.kind is 'quantity or fact.';
comment on column reference_facts.subject is 'Canonical subject.';
comment on column reference_facts.metric is 'What is measured or stated.';
comment on column reference_facts.value is 'Value as the file has it.';
comment on column reference_facts.low is 'Lower number in base units.';
comment on column reference_facts.high is 'Upper number in base units.';
comment on column reference_facts.unit is 'Base unit, or ISO currency code.';
comment on column reference_facts.modifier is 'exact, about, over, under, at_least, up_to or range.';
comment on column reference_facts.object is 'What a fact states: a name, an ISO date or a licence.';
comment on column reference_facts.scope is 'JSON object of slot and value, keys sorted.';
comment on column reference_facts.period is 'ISO period it holds for; null when it is open.';
comment on column reference_facts.source is 'Paper, filing, model card or page that says so.';
comment on column reference_facts.url is 'Public address of the source.';
comment on column reference_facts.is_own is 'Whether it is of your own folder; else it came with the program.';
comment on column reference_facts.n_agree is 'Number of written forms that agree with it.';
comment on column reference_facts.n_contradict is 'Number of written forms that contradict it, dismissed ones left out.';
