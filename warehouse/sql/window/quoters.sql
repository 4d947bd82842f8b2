-- Who is looked at for the sake of those: fellow quoters, and articles that they may credit.
create or replace temp table quoters as
select q.article_key
from (
    select case when a.article_key = p.earlier then p.later else p.earlier end as article_key
    from private.text_pairs as p
    join asked as a on a.article_key in (p.earlier, p.later)
    where p.part = 'quotations' and p.kind is not null
) as q
anti join asked as a on a.article_key = q.article_key
group by q.article_key;
