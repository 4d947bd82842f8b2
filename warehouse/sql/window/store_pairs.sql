insert into private.text_pairs
select part, earlier, later, kind, of_earlier, of_later, evidence
from staged_pairs
order by part, later, earlier;

insert into disturbed_keys
select unnest([earlier, later]) from staged_pairs where kind is not null;
