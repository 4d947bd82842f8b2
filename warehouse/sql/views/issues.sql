-- Grain: one row per issue.
-- Answers: What could not be read, and why?
create or replace view issues as
select
    i.issue_id,
    i.stage,
    i.code,
    i.location,
    i.message,
    a.url as article_url,
    i.run_number
from core.issues as i
left join core.articles as a on a.article_id = i.article_id;

comment on view issues is 'Issues: what could not be read, parsed, dated, compared or shown in full. Nothing is left out silently.';
comment on column issues.issue_id is 'Content hash of the issue.';
comment on column issues.stage is 'Step of the run: read, parse, extract, trace or check.';
comment on column issues.code is 'Short word of the closed list in docs/issues.md.';
comment on column issues.location is 'File, URL, line, article, question or block it concerns.';
comment on column issues.message is 'One sentence a person can act on.';
comment on column issues.article_url is 'Article it concerns, when there is one.';
comment on column issues.run_number is 'Run that met it first.';
