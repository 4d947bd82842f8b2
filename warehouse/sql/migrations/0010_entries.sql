-- The entries of feeds and sitemaps that were read, so that the same one is not fetched again.
create table private.read_entries (
    entry_key varchar not null,
    words_sha256 varchar not null,
    outcome varchar not null,
    run_number integer not null
);
comment on table private.read_entries is 'One row per key of an entry of a feed or sitemap that was read.';
comment on column private.read_entries.entry_key is 'Content hash of the canonical URL of the entry, or of its GUID and the site of its feed.';
comment on column private.read_entries.words_sha256 is 'SHA-256 of what the entry said of its article, without the day of publication.';
comment on column private.read_entries.outcome is 'Article that it led to; or the code of the issue that says why it led to none.';
comment on column private.read_entries.run_number is 'Run that read it last.';
