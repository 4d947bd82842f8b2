-- Everything that is found and has an id, each as two sides, the most pressing first. Takes $limit.
with clashes as (
    select
        case when kind = 'quote' then 'quotation' else 'contradiction' end as sort,
        case when kind = 'quote' then 2 else 1 end as place,
        finding_id,
        alert or kind = 'quote' and ruling is distinct from 'resolved' as is_told,
        ruling,
        rank,
        question_id,
        question,
        subject,
        metric,
        claim_a,
        value_a,
        sentence_a,
        outlet_a,
        published_a,
        article_url_a as url_a,
        n_origins_a,
        claim_b,
        value_b,
        sentence_b,
        outlet_b,
        published_b,
        article_url_b as url_b,
        n_origins_b,
        explanation,
        null as working,
        reason,
        confidence,
        severity,
        same_origin,
        within_article,
        reference,
        [] as copies
    from contradictions
    -- Of answers that are told of a family and of its member alike, two pairs may be one finding.
    qualify row_number() over (partition by finding_id order by rank) = 1
),
questions_of as (
    select claim_id, question_id
    from claims
),
edits as (
    select
        'silent_edit' as sort,
        3 as place,
        e.edit_id as finding_id,
        e.alert as is_told,
        e.ruling,
        e.rank,
        c.question_id,
        q.question,
        e.subject,
        e.metric,
        null as claim_a,
        e.old_value as value_a,
        e.old_sentence as sentence_a,
        e.outlet as outlet_a,
        coalesce(e.old_published, strftime(e.old_seen_at, '%Y-%m-%dT%H:%M:%SZ')) as published_a,
        e.article_url as url_a,
        null as n_origins_a,
        c.claim_id as claim_b,
        e.new_value as value_b,
        e.new_sentence as sentence_b,
        e.outlet as outlet_b,
        coalesce(e.new_published, strftime(e.new_seen_at, '%Y-%m-%dT%H:%M:%SZ')) as published_b,
        e.article_url as url_b,
        null as n_origins_b,
        e.explanation,
        null as working,
        e.reason,
        e.confidence,
        e.confidence as severity,
        true as same_origin,
        true as within_article,
        null as reference,
        e.copies
    from silent_edits as e
    left join questions_of as c on c.claim_id = e.new_claim_id
    left join questions as q on q.question_id = c.question_id
),
sums as (
    select
        'broken_sum' as sort,
        4 as place,
        s.sum_id as finding_id,
        s.alert as is_told,
        s.ruling,
        row_number() over (order by s.confidence desc, s.gap desc, s.sum_id) as rank,
        c.question_id,
        q.question,
        c.subject,
        c.metric,
        c.claim_id as claim_a,
        s.told as value_a,
        c.sentence as sentence_a,
        s.outlet as outlet_a,
        s.published as published_a,
        s.article_url as url_a,
        null as n_origins_a,
        null as claim_b,
        null as value_b,
        null as sentence_b,
        null as outlet_b,
        null as published_b,
        null as url_b,
        null as n_origins_b,
        s.explanation,
        s.working,
        s.rule as reason,
        s.confidence,
        s.confidence as severity,
        true as same_origin,
        true as within_article,
        null as reference,
        [] as copies
    from broken_sums as s
    join claims as c on c.claim_id = s.claim_ids[1]
    left join questions as q on q.question_id = c.question_id
),
referred as (
    select
        'reference' as sort,
        5 as place,
        finding_id,
        alert as is_told,
        null as ruling,
        rank,
        question_id,
        question,
        subject,
        metric,
        claim_id as claim_a,
        told as value_a,
        sentence as sentence_a,
        outlet as outlet_a,
        published as published_a,
        article_url as url_a,
        n_origins as n_origins_a,
        null as claim_b,
        value as value_b,
        null as sentence_b,
        source as outlet_b,
        null as published_b,
        url as url_b,
        null as n_origins_b,
        explanation,
        null as working,
        reason,
        confidence,
        severity,
        false as same_origin,
        false as within_article,
        source as reference,
        [] as copies
    from reference_findings
    where relation = 'contradict' and not dismissed
    qualify row_number() over (partition by finding_id order by rank) = 1
),
everything as (
    from clashes
    union all by name
    from edits
    union all by name
    from sums
    union all by name
    from referred
)
select
    sort,
    finding_id,
    is_told,
    ruling,
    question_id,
    question,
    subject,
    metric,
    claim_a,
    value_a,
    sentence_a,
    outlet_a,
    published_a,
    url_a,
    n_origins_a,
    claim_b,
    value_b,
    sentence_b,
    outlet_b,
    published_b,
    url_b,
    n_origins_b,
    explanation,
    working,
    reason,
    confidence,
    severity,
    same_origin,
    within_article,
    reference,
    copies
from everything
order by is_told desc, place, rank, finding_id
limit $limit;
