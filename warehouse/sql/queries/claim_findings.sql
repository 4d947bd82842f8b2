-- The findings that a claim is a side of, the most pressing first. Takes $claim_id.
select finding_id, metric
from findings
where list_contains(claim_ids, $claim_id)
order by
    list_position(['contradiction', 'quotation', 'reference', 'silent_edit', 'broken_sum'], findings.sort),
    rank,
    finding_id;
