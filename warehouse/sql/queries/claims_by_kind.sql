-- One row per kind of claim.
select kind, count(*) as n_claims
from claims
group by kind
order by kind;
