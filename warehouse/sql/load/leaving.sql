-- The claims that a changed text no longer makes, and the blocks that lose or re-date claims.
create or replace temp table leaving_claims as
select c.claim_id, c.block_key, c.article_id, c.kind
from core.claims as c
join incoming as i on i.article_id = c.article_id
where i.state in ('changed', 'reread') and not c.is_ready_made
union
-- A ready-made claim that was corrected keeps its id and changes its contents.
select c.claim_id, c.block_key, c.article_id, c.kind
from core.claims as c
join staged_claims as s on s.claim_id = c.claim_id
where s.is_ready_made
    and (
        c.external_id, c.kind, c.subject, c.mention, c.metric, c.low, c.high, c.unit, c.unit_noun, c.modifier,
        c.scope, c.period, c.status, c.attributed_to, c.attribution_kind, c.counterparty, c.object, c.block_key
    ) is distinct from (
        s.external_id, s.kind, s.subject, s.mention, s.metric, s.low, s.high, s.unit, s.unit_noun, s.modifier,
        s.scope, s.period, s.status, s.attributed_to, s.attribution_kind, s.counterparty, s.object, s.block_key
    );

create or replace temp table touched_blocks as
select block_key from leaving_claims
union
select c.block_key
from core.claims as c
join incoming as i on i.article_id = c.article_id
where i.state in ('changed', 'reread', 'redescribed');

create or replace temp table arriving_articles as
select
    s.article_id,
    s.url,
    coalesce(s.outlet, a.outlet) as outlet,
    coalesce(s.title, a.title) as title,
    coalesce(s.author, a.author) as author,
    coalesce(s.published, a.published) as published,
    s.text,
    s.text_sha256,
    s.extractor_version,
    -- A text read anew was met when it was met.
    case when i.state = 'reread' then a.run_number end as met_in
from staged_articles as s
join incoming as i on i.article_id = s.article_id
join core.articles as a on a.article_id = s.article_id
where i.state in ('changed', 'reread');
