-- Letters to editors: what is to be sent, what was, and what each reader has been told.
create table private.letters (
    message_id varchar not null,
    subscription varchar not null,
    recipient varchar not null,
    subject varchar not null,
    sender varchar not null,
    content blob not null,
    state varchar not null,
    attempts integer not null,
    written_at timestamp not null,
    next_try_at timestamp not null,
    sent_at timestamp,
    why varchar not null
);
comment on table private.letters is 'One row per letter. It is written in the transaction that notes what it tells, so none is lost and none told twice.';
comment on column private.letters.message_id is 'Message-ID: a hash of recipient and content, so that a letter sent twice can be known as one.';
comment on column private.letters.subscription is 'Name of the subscription.';
comment on column private.letters.recipient is 'Address it goes to.';
comment on column private.letters.subject is 'Subject line.';
comment on column private.letters.sender is 'Address it comes from.';
comment on column private.letters.content is 'The whole message; empty once it was sent.';
comment on column private.letters.state is 'new, sending (a try was begun and its end is not known), sent, filed (written as a file), dead (refused for good, or too old).';
comment on column private.letters.attempts is 'Tries so far.';
comment on column private.letters.written_at is 'When it was written, UTC.';
comment on column private.letters.next_try_at is 'When it is to be tried next, UTC.';
comment on column private.letters.sent_at is 'When the server took it, UTC.';
comment on column private.letters.why is 'Why the last try failed; empty when none did.';

create table private.told (
    subscription varchar not null,
    recipient varchar not null,
    finding_id varchar not null,
    message_id varchar not null
);
comment on table private.told is 'One row per reader and finding that a letter told of, or counted: it is never news to that reader again.';
comment on column private.told.subscription is 'Name of the subscription.';
comment on column private.told.recipient is 'Address of the reader.';
comment on column private.told.finding_id is 'Finding.';
comment on column private.told.message_id is 'Letter.';
