-- Grain: one row per finding that a person may rule on, whatever its sort, as two sides.
-- Answers: What is there to look at, and what has an id to rule on?
create or replace view findings as
with clashes as (
    select
        case kind when 'quote' then 'quotation' else 'contradiction' end as sort,
        rank,
        finding_id,
        alert or kind = 'quote' and ruling is distinct from 'resolved' as alert,
        ruling,
        question_id,
        question,
        subject,
        metric,
        [claim_a, claim_b] as claim_ids,
        claim_a,
        claim_b,
        value_a,
        value_b,
        sentence_a,
        sentence_b,
        outlet_a,
        outlet_b,
        published_a,
        published_b,
        article_url_a,
        article_url_b,
        n_origins_a,
        n_origins_b,
        null as reference_id,
        reference,
        reason,
        explanation,
        confidence,
        severity,
        same_origin,
        within_article,
        [] as copies
    from contradictions
    -- Of answers that are told of a family and of its member alike, two pairs may be one finding.
    qualify row_number() over (partition by finding_id order by contradictions.rank) = 1
),
referred as (
    select
        'reference' as sort,
        rank,
        finding_id,
        alert,
        ruling,
        question_id,
        question,
        subject,
        metric,
        [claim_id] as claim_ids,
        claim_id as claim_a,
        told as value_a,
        value as value_b,
        sentence as sentence_a,
        outlet as outlet_a,
        source as outlet_b,
        published as published_a,
        article_url as article_url_a,
        url as article_url_b,
        n_origins as n_origins_a,
        reference_id,
        source as reference,
        reason,
        explanation,
        confidence,
        severity,
        false as same_origin,
        false as within_article,
        [] as copies
    from reference_findings
    where relation = 'contradict' and not dismissed
    qualify row_number() over (partition by finding_id order by reference_findings.rank) = 1
),
edits as (
    select
        'silent_edit' as sort,
        e.rank,
        e.edit_id as finding_id,
        e.alert,
        e.ruling,
        c.question_id,
        q.question,
        e.subject,
        e.metric,
        [e.old_claim_id, e.new_claim_id] as claim_ids,
        e.old_claim_id as claim_a,
        e.new_claim_id as claim_b,
        e.old_value as value_a,
        e.new_value as value_b,
        e.old_sentence as sentence_a,
        e.new_sentence as sentence_b,
        e.outlet as outlet_a,
        e.outlet as outlet_b,
        coalesce(e.old_published, strftime(e.old_seen_at, '%Y-%m-%dT%H:%M:%SZ')) as published_a,
        coalesce(e.new_published, strftime(e.new_seen_at, '%Y-%m-%dT%H:%M:%SZ')) as published_b,
        e.article_url as article_url_a,
        e.article_url as article_url_b,
        e.reason,
        e.explanation,
        e.confidence,
        true as same_origin,
        true as within_article,
        e.copies
    from silent_edits as e
    left join core.claims as c on c.claim_id = e.new_claim_id
    left join questions as q on q.question_id = c.question_id
),
sums as (
    select
        'broken_sum' as sort,
        row_number() over (order by s.alert desc, s.confidence desc, s.gap desc, s.sum_id) as rank,
        s.sum_id as finding_id,
        s.alert,
        s.ruling,
        c.question_id,
        q.question,
        c.subject,
        c.metric,
        s.claim_ids,
        c.claim_id as claim_a,
        s.told as value_a,
        s.working as value_b,
        c.sentence as sentence_a,
        s.outlet as outlet_a,
        s.published as published_a,
        s.article_url as article_url_a,
        s.rule as reason,
        s.explanation,
        s.confidence,
        true as same_origin,
        true as within_article,
        [] as copies
    from broken_sums as s
    join core.claims as c on c.claim_id = s.claim_ids[1]
    left join questions as q on q.question_id = c.question_id
)
select *
from clashes
union all by name
select *
from referred
union all by name
select *
from edits
union all by name
select *
from sums;

comment on view findings is 'Everything that is found and has an id to rule on, each as two sides. What a person dismissed is left out.';
comment on column findings.sort is 'contradiction, quotation (its words were changed), reference (a held reference says otherwise), silent_edit or broken_sum.';
comment on column findings.rank is 'Place from 1 among those of its sort.';
comment on column findings.finding_id is 'Id to rule on: that of contradictions, reference_findings, silent_edits (edit_id) or broken_sums (sum_id).';
comment on column findings.alert is 'Whether letters tell it.';
comment on column findings.ruling is 'What a person ruled it is: confirmed, or resolved, which is no alert any more; null when nobody has.';
comment on column findings.question_id is 'Question of side a; of a silent edit that of side b.';
comment on column findings.question is 'That question in words.';
comment on column findings.subject is 'Canonical subject.';
comment on column findings.metric is 'What is measured or stated.';
comment on column findings.claim_ids is 'Claims that it rests upon.';
comment on column findings.claim_a is 'Claim of side a; of a silent edit the claim before, in former_claims.';
comment on column findings.claim_b is 'Claim of side b; null for a reference and for a broken sum.';
comment on column findings.value_a is 'Printed value of side a: told first, or before an edit, or told against a reference or a sum.';
comment on column findings.value_b is 'Value of side b as it is printed; of a broken sum its working.';
comment on column findings.sentence_a is 'Sentence of side a.';
comment on column findings.sentence_b is 'Sentence of side b; null for a reference and for a broken sum.';
comment on column findings.outlet_a is 'Outlet of side a; null when unknown.';
comment on column findings.outlet_b is 'Outlet of side b, or the source of the reference; null for a broken sum.';
comment on column findings.published_a is 'Publication of side a; of a silent edit, where that has no date, when it was met.';
comment on column findings.published_b is 'Publication of side b, likewise; null for a reference and for a broken sum.';
comment on column findings.article_url_a is 'Article of side a.';
comment on column findings.article_url_b is 'Article of side b, or the address of the reference; null for a broken sum.';
comment on column findings.n_origins_a is 'Independent origins of the answer on side a; null where it has none.';
comment on column findings.n_origins_b is 'Independent origins of the answer on side b; null where it has none.';
comment on column findings.reference_id is 'Reference that stands against it, for sort reference.';
comment on column findings.reference is 'Source of the reference behind one side, and what it says; null when there is none.';
comment on column findings.reason is 'Code of the closed list in docs/reasons.md; of a broken sum its rule, see docs/sums.md.';
comment on column findings.explanation is 'One sentence for a person.';
comment on column findings.confidence is 'How sure checking is, 0 to 1.';
comment on column findings.severity is 'How grave it is, 0 to 1; null where it is not weighed.';
comment on column findings.same_origin is 'Whether both sides have one origin.';
comment on column findings.within_article is 'Whether both sides stand in one article.';
comment on column findings.copies is 'Of a silent edit, articles that still carry the old value; empty for all else.';
