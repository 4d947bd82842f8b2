select d.block_key, count(c.claim_id) as n_claims
from private.dirty_blocks as d
left join core.claims as c on c.block_key = d.block_key
group by d.block_key
order by d.block_key;
