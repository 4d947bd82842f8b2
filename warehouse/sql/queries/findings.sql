-- What people rule on, the most pressing first. Takes nothing.
select
    case sort when 'silent_edit' then 'edit' when 'broken_sum' then 'sum' else sort end as sort,
    finding_id,
    alert,
    subject,
    metric,
    case
        when sort in ('contradiction', 'quotation') then question
        when sort = 'broken_sum' then concat_ws(', ', subject, reason)
        when sort = 'silent_edit' then concat_ws(', ', subject, metric)
        else coalesce(question, concat_ws(', ', subject, metric))
    end as about,
    value_a,
    value_b,
    claim_a,
    coalesce(claim_b, reference_id) as claim_b,
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
from findings
order by
    alert desc,
    list_position(['contradiction', 'reference', 'quotation', 'silent_edit', 'broken_sum'], findings.sort),
    rank,
    finding_id;
