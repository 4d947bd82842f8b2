-- The findings that a claim is a side of, the most pressing first. Takes $claim_id.
select finding_id, metric
from (
    select finding_id, metric, 0 as sort, rank from contradictions where $claim_id in (claim_a, claim_b)
    union all
    select finding_id, metric, 1, rank
    from reference_findings
    where claim_id = $claim_id and relation = 'contradict' and not dismissed
    union all
    select edit_id, metric, 2, rank from silent_edits where new_claim_id = $claim_id
    union all
    select s.sum_id, c.metric, 3, row_number() over (order by s.sum_id)
    from broken_sums as s
    join core.claims as c on c.claim_id = s.claim_ids[1]
    where list_contains(s.claim_ids, $claim_id)
)
order by sort, rank, finding_id;
