-- What people rule on, the most pressing first: contradictions, changed quotations, what contradicts a reference,
-- silent edits and broken sums. Takes nothing.
with against as (
    select
        finding_id, rank, alert, subject, metric, question, told, value, claim_id, reference_id, outlet, source,
        published, article_url, url, sentence, n_origins, explanation, confidence, severity
    from reference_findings
    where relation = 'contradict' and not dismissed
    qualify row_number() over (partition by finding_id order by rank) = 1
),
found as (
    select
        case kind when 'quote' then 'quotation' else 'contradiction' end as sort,
        finding_id,
        rank,
        alert or kind = 'quote' and ruling is distinct from 'resolved' as alert,
        subject,
        metric,
        question as about,
        value_a,
        value_b,
        claim_a,
        claim_b,
        outlet_a,
        outlet_b,
        published_a,
        published_b,
        article_url_a as url_a,
        article_url_b as url_b,
        sentence_a,
        sentence_b,
        n_origins_a,
        n_origins_b,
        explanation,
        confidence,
        severity
    from contradictions
    union all
    select
        'reference',
        finding_id,
        rank,
        alert,
        subject,
        metric,
        coalesce(question, concat_ws(', ', subject, metric)),
        told,
        value,
        claim_id,
        reference_id,
        outlet,
        source,
        published,
        null,
        article_url,
        url,
        sentence,
        null,
        n_origins,
        null,
        explanation,
        confidence,
        severity
    from against
    union all
    select
        'edit',
        edit_id,
        rank,
        alert,
        subject,
        metric,
        concat_ws(', ', subject, metric),
        old_value,
        new_value,
        old_claim_id,
        new_claim_id,
        outlet,
        outlet,
        old_published,
        new_published,
        article_url,
        article_url,
        old_sentence,
        new_sentence,
        null,
        null,
        explanation,
        confidence,
        null
    from silent_edits
    union all
    select
        'sum',
        s.sum_id,
        row_number() over (order by s.alert desc, s.confidence desc, s.gap desc, s.sum_id),
        s.alert,
        c.subject,
        c.metric,
        concat_ws(', ', c.subject, s.rule),
        s.told,
        s.working,
        s.claim_ids[1],
        null,
        s.outlet,
        null,
        s.published,
        null,
        s.article_url,
        null,
        c.sentence,
        null,
        null,
        null,
        s.explanation,
        s.confidence,
        null
    from broken_sums as s
    left join core.claims as c on c.claim_id = s.claim_ids[1]
)
select
    sort, finding_id, alert, subject, metric, about, value_a, value_b, claim_a, claim_b, outlet_a, outlet_b,
    published_a, published_b, url_a, url_b, sentence_a, sentence_b, n_origins_a, n_origins_b, explanation, confidence,
    severity
from found
order by
    alert desc,
    list_position(['contradiction', 'reference', 'quotation', 'edit', 'sum'], sort),
    rank,
    finding_id;
