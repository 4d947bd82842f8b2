-- What was read over the network or from a file, and under which hash its bytes are kept in DATA/bodies.
create table private.fetches (
    run_number integer not null,
    position integer not null,
    source varchar not null,
    kind varchar not null,
    url varchar not null,
    final_url varchar not null,
    chain varchar[] not null,
    status integer,
    content_type varchar,
    etag varchar,
    last_modified varchar,
    fetched_at timestamp not null,
    body_sha256 varchar not null,
    n_bytes bigint not null
);
comment on table private.fetches is 'One row per body that a run read: what was asked, what answered, and the hash that the bytes are kept under.';
comment on column private.fetches.run_number is 'Run that read it.';
comment on column private.fetches.position is 'Place among what the run read, from 0.';
comment on column private.fetches.source is 'The source as it was given that led to it: an address, a feed, a file, a folder.';
comment on column private.fetches.kind is 'web: the body is kept in DATA/bodies; file: the file itself is the body, only its hash is kept.';
comment on column private.fetches.url is 'Address that was asked, or file: and the path relative to its source.';
comment on column private.fetches.final_url is 'Address that answered after all redirects, or the absolute path of the file.';
comment on column private.fetches.chain is 'Every address asked, first to last.';
comment on column private.fetches.status is 'HTTP status of the last answer; null for a file.';
comment on column private.fetches.content_type is 'Content-Type of the answer.';
comment on column private.fetches.etag is 'ETag of the answer, for a conditional request.';
comment on column private.fetches.last_modified is 'Last-Modified of the answer, for a conditional request.';
comment on column private.fetches.fetched_at is 'When the body came, UTC; a run that reads a kept body gives the time of its fetch.';
comment on column private.fetches.body_sha256 is 'SHA-256 of the body, decoded of its content encoding: its name in DATA/bodies.';
comment on column private.fetches.n_bytes is 'Bytes of the body.';
