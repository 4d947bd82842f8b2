select u.part, a.article_id as earlier, b.article_id as later
from uncompared as u
join private.sketches as a on a.article_key = u.earlier
join private.sketches as b on b.article_key = u.later
order by u.later_place, u.earlier_place, u.part;
