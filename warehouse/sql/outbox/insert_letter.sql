-- A letter to be sent, unless it is there already.
insert into private.letters
select
    $message_id, $subscription, $recipient, $subject, $sender, $content, 'new', 0, $written_at, $written_at, null, ''
where not exists (from private.letters where message_id = $message_id);
