-- Grain: one row per value that an article changed, and article deriving from it that still carries the old one.
-- Answers: Which corrections did the copies not follow?
create or replace view unfollowed_corrections as
with changed as (
    select
        e.edit_id, e.article_id, e.number, e.notice, e.note, e.claim_kind, e.subject, e.metric, e.old_low, e.old_high,
        e.old_unit, e.old_object, e.old_value, e.new_value, e.relation, e.reason, e.explanation,
        coalesce(o.origin, e.article_id) as origin
    from core.claim_edits as e
    left join core.article_origins as o on o.article_id = e.article_id
    where e.kind = 'value_changed'
),
-- The articles of the same copy component, and those that derive from the changed one in any way.
relatives as (
    select c.article_id, o.article_id as relative
    from changed as c
    join core.article_origins as o on o.origin = c.origin
    union
    select article_id, origin from changed
    union
    select e.origin_article_id, e.article_id
    from core.lineage_edges as e
    semi join changed as c on c.article_id = e.origin_article_id
)
select
    c.edit_id,
    a.url as article_url,
    a.outlet,
    c.notice,
    c.note,
    c.subject,
    c.metric,
    c.old_value,
    c.new_value,
    n.published as changed_at,
    k.url as copy_url,
    k.outlet as copy_outlet,
    k.published as copy_published,
    arg_min(l.sentence, l.claim_id) as copy_sentence,
    min(l.claim_id) as copy_claim_id,
    c.relation,
    c.reason,
    c.explanation
from changed as c
join relatives as r on r.article_id = c.article_id and r.relative <> c.article_id
join core.claims as l
    on l.article_id = r.relative
    and l.kind = c.claim_kind
    and l.metric = c.metric
    and lower(l.subject) = lower(c.subject)
    and l.low is not distinct from c.old_low
    and l.high is not distinct from c.old_high
    and l.unit is not distinct from c.old_unit
    and l.object is not distinct from c.old_object
join core.articles as k on k.article_id = l.article_id
join core.articles as a on a.article_id = c.article_id
left join core.article_revisions as n on n.article_id = c.article_id and n.number = c.number
group by all;

comment on view unfollowed_corrections is 'Unfollowed corrections: copies that still carry a value which the article they derive from has changed, with or without a note.';
comment on column unfollowed_corrections.edit_id is 'Content hash of article, both texts and both claims; `twosource verify` takes it.';
comment on column unfollowed_corrections.article_url is 'Article that was changed.';
comment on column unfollowed_corrections.outlet is 'Its publisher; null when unknown.';
comment on column unfollowed_corrections.notice is 'How its readers are told: silent, named (a note prints the value), general, rolling.';
comment on column unfollowed_corrections.note is 'That note as printed; null when silent.';
comment on column unfollowed_corrections.subject is 'Canonical subject.';
comment on column unfollowed_corrections.metric is 'What is measured or stated.';
comment on column unfollowed_corrections.old_value is 'Value printed before, which the copy still has.';
comment on column unfollowed_corrections.new_value is 'Value printed in its place.';
comment on column unfollowed_corrections.changed_at is 'Date of publication that came with the changed text; null when undated.';
comment on column unfollowed_corrections.copy_url is 'Article that derives from it and still carries the old value.';
comment on column unfollowed_corrections.copy_outlet is 'Its outlet; null when unknown.';
comment on column unfollowed_corrections.copy_published is 'When it was published; null when undated.';
comment on column unfollowed_corrections.copy_sentence is 'Its sentence that carries the old value.';
comment on column unfollowed_corrections.copy_claim_id is 'The claim of that sentence.';
comment on column unfollowed_corrections.relation is 'contradict, or update for a figure that moves.';
comment on column unfollowed_corrections.reason is 'Code of the closed list in docs/reasons.md.';
comment on column unfollowed_corrections.explanation is 'One sentence for a person: both values and how far they lie apart.';
