-- How a try ended; a letter that is out of our hands keeps no content.
update private.letters
set state = $state,
    next_try_at = $next_try_at,
    sent_at = $sent_at,
    why = $why,
    content = case when $state in ('sent', 'filed', 'dead') then ''::blob else content end
where message_id = $message_id;
