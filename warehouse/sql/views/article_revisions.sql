-- Grain: one row per text that an article with more than one has had.
-- Answers: Which articles were changed after publication, and do they say so?
create or replace view article_revisions as
select
    r.article_id,
    a.url as article_url,
    a.outlet,
    r.number,
    r.number = max(r.number) over (partition by r.article_id) as is_latest,
    r.title,
    r.published,
    r.text,
    r.text_sha256,
    r.notes,
    r.run_number,
    n.started_at as seen_at
from core.article_revisions as r
join core.articles as a on a.article_id = r.article_id
left join core.runs as n on n.run_number = r.run_number;

comment on view article_revisions is 'Revisions: the texts that changed articles have had. Another typography, order or time stamp makes none, nor what a paywall leaves of a text.';
comment on column article_revisions.article_id is 'Article.';
comment on column article_revisions.article_url is 'Its canonical URL, or file: and a path.';
comment on column article_revisions.outlet is 'Publisher; null when unknown.';
comment on column article_revisions.number is 'Place among the texts of the article, from 1, in the order in which they were first met.';
comment on column article_revisions.is_latest is 'Whether no later text has been met.';
comment on column article_revisions.title is 'Headline that came with this text.';
comment on column article_revisions.published is 'ISO date or UTC instant of publication that came with this text; null when undated.';
comment on column article_revisions.text is 'The text; null for an old one, of which only the hash is kept.';
comment on column article_revisions.text_sha256 is 'SHA-256 of the text as it was read.';
comment on column article_revisions.notes is 'Notes of the newsroom that are new in this text: corrections, updates, retractions.';
comment on column article_revisions.run_number is 'Run that met this text first.';
comment on column article_revisions.seen_at is 'Start of that run, UTC.';
