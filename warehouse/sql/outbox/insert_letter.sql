-- A letter, unless it is there already; $state is new for one that is to be sent.
insert into private.letters
select
    $message_id, $subscription, $recipient, $subject, $sender, $content, $state, 0, $written_at, $written_at, null, ''
where not exists (from private.letters where message_id = $message_id);
