-- How many letters wait, how many were given up, and the last reason.
select
    count(*) filter (where state in ('new', 'sending')),
    count(*) filter (where state = 'dead'),
    coalesce(arg_max(why, written_at) filter (where why <> ''), '')
from private.letters;
