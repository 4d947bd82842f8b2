select
    claim_a,
    claim_b,
    relation,
    reason,
    explanation,
    confidence
from claim_relations
order by claim_a, claim_b;
