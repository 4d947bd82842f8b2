-- A broken sum is stored once.
select sum_id, count(*) as times from core.broken_sums group by sum_id having count(*) > 1 order by sum_id;
