-- When the last letter to a reader was written, and how many were since a moment. Takes $subscription, $recipient, $since.
select max(written_at), count(*) filter (where written_at >= $since)
from private.letters
where subscription = $subscription and recipient = $recipient;
