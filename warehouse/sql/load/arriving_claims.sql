-- What is read from a new or changed text is not held yet; a ready-made claim may be.
create or replace temp table arriving_claims as
select s.claim_id, s.block_key, s.article_id, s.kind
from staged_claims as s
join incoming as i on i.article_id = s.article_id
where i.state in ('new', 'changed', 'reread') and not s.is_ready_made
union all
select s.claim_id, s.block_key, s.article_id, s.kind
from staged_claims as s
anti join core.claims as c on c.claim_id = s.claim_id
where s.is_ready_made;
