-- A text of an article is one revision, with a number of its own; an edit is stored once.
select article_id, text_sha256 as what, count(*) as times
from core.article_revisions
group by article_id, text_sha256
having count(*) > 1
union all
select article_id, number::varchar, count(*)
from core.article_revisions
group by article_id, number
having count(*) > 1
union all
select article_id, edit_id, count(*)
from core.claim_edits
group by article_id, edit_id
having count(*) > 1
order by all;
