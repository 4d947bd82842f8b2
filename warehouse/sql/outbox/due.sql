-- Letters whose time has come, the oldest first. Takes $now.
select message_id, sender, recipient, subject, content, attempts, written_at, why
from private.letters
where state in ('new', 'sending') and next_try_at <= $now
order by written_at, message_id;
