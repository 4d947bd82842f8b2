-- What a reader has been told. Takes $subscription, $recipient.
select finding_id
from private.told
where subscription = $subscription and recipient = $recipient
order by finding_id;
