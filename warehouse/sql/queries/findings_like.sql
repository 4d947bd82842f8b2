-- The findings with a claim on each side whose id begins so. Takes $given, $limit.
select
    finding_id,
    question_id,
    claim_a,
    claim_b,
    concat_ws(': ', question, concat_ws(' / ', value_a, value_b)) as words
from findings
where starts_with(finding_id, $given) and sort in ('contradiction', 'quotation')
order by (finding_id = $given) desc, finding_id
limit $limit;
