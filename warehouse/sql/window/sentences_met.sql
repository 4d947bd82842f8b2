-- Sentences that articles which come, change or go have or had: only these may begin or cease to be boilerplate.
create or replace temp table met_sentences as
select distinct outlet, unnest(sentences) as sentence
from (
    select outlet, sentences from former
    union all
    select outlet, sentences from staged_sentences
)
where outlet <> '';
