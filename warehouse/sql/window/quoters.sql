-- Who is looked at for the sake of those because both have quotations in common.
create or replace temp table quoters as
select q.article_key
from (
    select p.later as article_key
    from private.text_pairs as p
    semi join asked as a on a.article_key = p.earlier
    where p.part = 'quotations' and p.kind is not null
    union
    select p.earlier
    from private.text_pairs as p
    semi join asked as a on a.article_key = p.later
    where p.part = 'quotations' and p.kind is not null
) as q
anti join asked as a on a.article_key = q.article_key;
