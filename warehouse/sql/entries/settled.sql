-- The noted entries whose article is stored by now, and those that led to none.
create or replace temp table settled_entries as
select s.entry_key, s.words_sha256, s.outcome
from staged_entries as s
where s.outcome not like 'art\_%' escape '\'
    or s.outcome in (select a.article_id from core.articles as a);
