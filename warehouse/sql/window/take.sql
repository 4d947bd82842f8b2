-- The next articles to be traced, in order of publication.
create or replace temp table taken as
select article_id, article_key, digest, what
from untraced
order by what = 'gone' desc, told_at, article_id
limit $at_most;
