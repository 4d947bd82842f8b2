-- A claim is stored once.
select claim_id, count(*) as times from core.claims group by claim_id having count(*) > 1 order by claim_id;
