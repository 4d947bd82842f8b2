-- How many claims name somebody: as subject, speaker, second party or the object of a fact.
select name, count(distinct claim_id) as n_claims
from (
    select claim_id, subject as name from claims
    union all
    select claim_id, attributed_to from claims
    union all
    select claim_id, counterparty from claims
    union all
    select claim_id, object from claims where kind = 'fact'
)
where name is not null
group by name
order by name;
