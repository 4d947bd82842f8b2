-- Pairs of looked-at later articles that are candidates no more go; what is left to compare is `uncompared`.
create or replace temp table fallen as
select p.part, p.earlier, p.later, p.kind
from private.text_pairs as p
semi join staged_looked as l on l.part = p.part and l.article_key = p.later
anti join staged_candidates as c on c.part = p.part and c.earlier = p.earlier and c.later = p.later;

insert into disturbed_keys
select unnest([earlier, later]) from fallen where kind is not null;

delete from private.text_pairs as p
where exists (from fallen as f where f.part = p.part and f.earlier = p.earlier and f.later = p.later);

create or replace temp table uncompared as
select c.part, c.earlier, c.later, e.place as earlier_place, l.place as later_place
from staged_candidates as c
anti join private.text_pairs as p on p.part = c.part and p.earlier = c.earlier and p.later = c.later
join shelf as e on e.article_key = c.earlier and not e.is_former
join shelf as l on l.article_key = c.later and not l.is_former;
