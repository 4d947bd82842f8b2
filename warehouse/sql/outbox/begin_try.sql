-- A try begins: from here on nobody knows whether the server has the letter, until it is said. Takes $message_id.
update private.letters set state = 'sending', attempts = attempts + 1 where message_id = $message_id;
