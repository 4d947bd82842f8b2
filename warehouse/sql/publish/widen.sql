-- What a published claim has beside its own columns, so that nobody waits for joins of all claims.
alter table core.claims add column article_url varchar;
alter table core.claims add column question_id varchar;
comment on column core.claims.article_url is 'URL of the article; in published files only.';
comment on column core.claims.question_id is 'Question the claim answers; in published files only.';
