delete from core.judgements;

insert into core.judgements (
    position, ruling, left_form, right_form, subject, metric, scope, period, ruled_by, ruled_at, note
)
select position, ruling, left_form, right_form, subject, metric, scope, period, ruled_by, ruled_at, note
from staged_judgements
order by position;

-- A ruling on a pair names its subject, a ruling on identity names two in place of the forms.
insert into private.dirty_blocks (block_key)
with subjects as (
    select lower(subject) as subject from changed_judgements where subject <> ''
    union
    select lower(left_form) from changed_judgements where subject = ''
    union
    select lower(right_form) from changed_judgements where subject = ''
)
select distinct c.block_key
from core.claims as c
semi join subjects as s on s.subject = lower(c.subject)
anti join private.dirty_blocks as d on d.block_key = c.block_key
order by c.block_key;
