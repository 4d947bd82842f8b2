-- When a reader was told of each finding first. Takes $subscription, $recipient.
select t.finding_id, min(n.written_at)
from private.told as t
join private.letters as n on n.message_id = t.message_id
where t.subscription = $subscription and t.recipient = $recipient
group by t.finding_id
order by t.finding_id;
