-- Names whose claims stand under another name of their subject, by evidence or a ruling. Takes nothing.
with joined as (
    select distinct block_key
    from core.issues
    where code = 'names_joined' and block_key is not null
)
select distinct c.subject as name, f.subject
from core.claims as c
semi join joined as j on j.block_key = c.block_key
join core.claim_forms as cf on cf.claim_id = c.claim_id and cf.block_key = c.block_key
join core.forms as f on f.form_id = cf.form_id and f.block_key = cf.block_key
where c.subject <> f.subject
order by c.subject, f.subject;
