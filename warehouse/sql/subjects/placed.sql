-- How the claims of some subjects are placed in blocks; claims that are compared with nothing stay where they are.
select distinct c.kind, c.subject, c.metric, c.block_key
from core.claims as c
semi join staged_subjects as s on s.subject = c.subject
where not starts_with(c.block_key, 'alone:')
order by c.kind, c.subject, c.metric, c.block_key;
