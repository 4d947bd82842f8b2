-- Grain: one row per reference and written form that say something of each other, with the earliest claim of the form.
-- Answers: Which articles contradict a model card, a paper or a filing?
create or replace view reference_findings as
with first_claims as (
    select
        w.block_key,
        w.form_id,
        w.claim_id,
        coalesce(c.value_text, c.object) as told,
        c.sentence,
        a.outlet,
        a.published,
        a.url as article_url
    from core.claim_forms as w
    join core.claims as c on c.claim_id = w.claim_id
    join core.articles as a on a.article_id = c.article_id
    where w.witness = 1
),
-- The one answer a form speaks for: the one it states, else the widest told of those it allows.
spoken_for as (
    select af.block_key, af.form_id, af.answer_id, n.n_origins
    from core.answer_forms as af
    semi join core.reference_relations as r on r.block_key = af.block_key and r.form_id = af.form_id
    join core.answers as n on n.answer_id = af.answer_id and n.block_key = af.block_key
    qualify row_number() over (
        partition by af.block_key, af.form_id order by af.role desc, n.n_claims desc, af.answer_id
    ) = 1
),
identified as (
    select
        r.reference_id,
        r.block_key,
        r.form_id,
        'rfd_' || substr(
            sha256(concat_ws(chr(31), r.reference_id, coalesce(nullif(c.told, ''), c.sentence))), 1, 16
        ) as finding_id
    from core.reference_relations as r
    join first_claims as c on c.block_key = r.block_key and c.form_id = r.form_id
),
-- What people ruled a finding is, whichever forms print its value by now.
ruled as (
    select finding_id, any_value(ruling) as ruling
    from core.judgements
    where holds and starts_with(finding_id, 'rfd_') and ruling in ('dismissed', 'confirmed', 'resolved', 'wrong_match')
    group by finding_id
)
select
    row_number() over (
        order by
            r.alert and coalesce(j.ruling, 'confirmed') = 'confirmed' desc,
            r.severity desc,
            r.confidence desc,
            r.relation,
            r.reference_id,
            c.claim_id
    ) as rank,
    i.finding_id,
    r.reference_id,
    f.subject,
    f.metric,
    f.value_text as value,
    f.scope,
    f.period,
    f.source,
    f.url,
    r.relation,
    r.reason,
    r.explanation,
    r.confidence,
    r.severity,
    r.alert and coalesce(j.ruling, 'confirmed') = 'confirmed' as alert,
    r.dismissed or coalesce(j.ruling in ('dismissed', 'wrong_match'), false) as dismissed,
    q.question_id,
    q.text as question,
    s.answer_id,
    coalesce(s.n_origins, 0) as n_origins,
    w.n_claims,
    c.claim_id,
    c.told,
    c.sentence,
    c.outlet,
    c.published,
    c.article_url,
    j.ruling
from core.reference_relations as r
join identified as i
    on i.reference_id = r.reference_id
    and i.block_key = r.block_key
    and i.form_id = r.form_id
join core.reference_facts as f on f.reference_id = r.reference_id and f.block_key = r.block_key
join core.forms as w on w.block_key = r.block_key and w.form_id = r.form_id
join first_claims as c on c.block_key = r.block_key and c.form_id = r.form_id
left join core.questions as q on q.question_id = w.question_id and q.block_key = w.block_key
left join spoken_for as s on s.block_key = r.block_key and s.form_id = r.form_id
left join ruled as j on j.finding_id = i.finding_id;

comment on view reference_findings is 'How what articles say stands to references, those worth an alert first. A reference counts as no witness and changes no verdict.';
comment on column reference_findings.rank is 'Place from 1: those worth an alert first, then by severity.';
comment on column reference_findings.finding_id is 'Content hash of the reference and the value that is told: what an editor rules on.';
comment on column reference_findings.reference_id is 'Reference.';
comment on column reference_findings.subject is 'Canonical subject of the reference.';
comment on column reference_findings.metric is 'What is measured or stated.';
comment on column reference_findings.value is 'Value of the reference as the file has it.';
comment on column reference_findings.scope is 'Scope of the reference: JSON object, keys sorted.';
comment on column reference_findings.period is 'ISO period of the reference; null when it is open.';
comment on column reference_findings.source is 'Paper, filing, model card or page that says so.';
comment on column reference_findings.url is 'Public address of the source.';
comment on column reference_findings.relation is 'agree, contradict, update or different.';
comment on column reference_findings.reason is 'Code of the closed list in docs/reasons.md.';
comment on column reference_findings.explanation is 'One sentence for a person.';
comment on column reference_findings.confidence is 'How sure checking is, 0 to 1.';
comment on column reference_findings.severity is 'How grave a contradiction is, 0 to 1; 0 for all else.';
comment on column reference_findings.alert is 'Whether it is worth an alert: a contradiction that is grave and sure enough.';
comment on column reference_findings.dismissed is 'Whether a person has ruled that this is nothing to look at.';
comment on column reference_findings.question_id is 'Question that the form answers.';
comment on column reference_findings.question is 'That question in words.';
comment on column reference_findings.answer_id is 'Answer that the form speaks for; null for a denial.';
comment on column reference_findings.n_origins is 'Independent origins of that answer; the reference is none of them.';
comment on column reference_findings.n_claims is 'Number of claims that take the form.';
comment on column reference_findings.claim_id is 'The earliest of them.';
comment on column reference_findings.told is 'Value as that claim prints it.';
comment on column reference_findings.sentence is 'Sentence of that claim.';
comment on column reference_findings.outlet is 'Outlet of that claim.';
comment on column reference_findings.published is 'Publication of that claim.';
comment on column reference_findings.article_url is 'Article of that claim.';
comment on column reference_findings.ruling is 'What a person ruled it is: dismissed, confirmed, resolved or wrong_match; null when nobody has.';
