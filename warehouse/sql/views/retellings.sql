-- Grain: one row per claim and article that its own article derives from, where that one makes the claim too.
-- Answers: Which copies tell another figure than their source?
create or replace view retellings as
with told as (
    select
        c.claim_id,
        c.article_id,
        c.block_key,
        c.kind,
        c.subject,
        c.metric,
        coalesce(c.value_text, c.object, c.sentence) as value,
        c.modifier,
        c.status,
        c.attributed_to,
        cf.form_id,
        c.question_id,
        c.article_url as url,
        a.outlet,
        a.published
    from core.claims as c
    join core.articles as a on a.article_id = c.article_id
    join core.claim_forms as cf on cf.claim_id = c.claim_id and cf.block_key = c.block_key
),
paired as (
    select
        child,
        parent,
        e.kind as tie,
        e.direction,
        e.confidence,
        case when child.form_id = parent.form_id then 'agree' else r.relation end as relation,
        case when child.form_id = parent.form_id then 'equal' else r.reason end as reason
    from core.lineage_edges as e
    join told as child on child.article_id = e.article_id
    join told as parent on parent.article_id = e.origin_article_id and parent.block_key = child.block_key
    left join core.form_relations as r
        on r.form_a = least(child.form_id, parent.form_id)
        and r.form_b = greatest(child.form_id, parent.form_id)
        and r.block_key = child.block_key
    where (e.kind <> 'quotes_from' or child.kind = 'quote')
        and (
            child.form_id = parent.form_id
            or r.relation in ('agree', 'contradict')
            or (r.relation = 'update' and child.question_id = parent.question_id)
        )
    qualify
        row_number() over (
            partition by child.claim_id, e.origin_article_id
            order by
                child.form_id = parent.form_id desc,
                r.relation,
                child.question_id = parent.question_id desc,
                e.confidence desc,
                e.kind,
                parent.claim_id
        ) = 1
)
select
    child.claim_id as claim_id,
    child.url as article_url,
    child.outlet as outlet,
    child.published as published,
    child.question_id as question_id,
    child.subject as subject,
    child.metric as metric,
    child.value as value,
    child.modifier as modifier,
    child.status as status,
    child.attributed_to as attributed_to,
    parent.claim_id as source_claim_id,
    parent.url as source_url,
    parent.outlet as source_outlet,
    parent.published as source_published,
    parent.value as source_value,
    parent.modifier as source_modifier,
    parent.status as source_status,
    parent.attributed_to as source_attributed_to,
    tie,
    direction,
    relation,
    reason,
    confidence
from paired;

comment on view retellings is 'Retellings: a claim beside what the article it derives from says on the same. `twosource trace` grows the whole tree.';
comment on column retellings.claim_id is 'Claim of the article that derives.';
comment on column retellings.article_url is 'URL of that article.';
comment on column retellings.outlet is 'Its outlet.';
comment on column retellings.published is 'When it was published; null when undated.';
comment on column retellings.question_id is 'Question the claim answers.';
comment on column retellings.subject is 'Canonical subject.';
comment on column retellings.metric is 'What is measured or stated.';
comment on column retellings.value is 'Printed value; of a quotation its words.';
comment on column retellings.modifier is 'How it is hedged.';
comment on column retellings.status is 'reported, estimated, projected, target, rumoured or denied.';
comment on column retellings.attributed_to is 'Whom the text credits.';
comment on column retellings.source_claim_id is 'Claim of the article it derives from: of several the one most like it.';
comment on column retellings.source_url is 'URL of that article.';
comment on column retellings.source_outlet is 'Its outlet.';
comment on column retellings.source_published is 'When it was published; null when undated.';
comment on column retellings.source_value is 'Value as printed there.';
comment on column retellings.source_modifier is 'How it is hedged there.';
comment on column retellings.source_status is 'Its status there.';
comment on column retellings.source_attributed_to is 'Whom that text credits.';
comment on column retellings.tie is 'syndicated, rewrite, quotes_from or cites: how the one article derives from the other.';
comment on column retellings.direction is 'known, or unknown when either may have come first.';
comment on column retellings.relation is 'How the two stand: agree, contradict or update.';
comment on column retellings.reason is 'Code of docs/reasons.md: equal, rounded, converted, million_billion, value_differs and so on.';
comment on column retellings.confidence is 'How sure tracing is that the one article derives from the other, 0 to 1.';
