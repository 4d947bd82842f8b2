-- What a letter tells. Takes $finding_ids.
insert into private.told
select $subscription, $recipient, f.finding_id, $message_id
from (select distinct unnest($finding_ids) as finding_id) as f
where not exists (
    from private.told as t
    where t.subscription = $subscription and t.recipient = $recipient and t.finding_id = f.finding_id
)
order by f.finding_id;
