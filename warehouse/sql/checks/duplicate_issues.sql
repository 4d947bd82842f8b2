-- An issue is stored once.
select issue_id, count(*) as times from core.issues group by issue_id having count(*) > 1 order by issue_id;
