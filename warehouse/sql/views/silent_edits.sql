-- Grain: one row per value that an article changed without telling its readers.
-- Answers: Which outlets corrected a figure without a note, and who still carries the old one?
create or replace view silent_edits as
with silent as (
    select
        edit_id, article_id, old_number, number, claim_kind, subject, metric, unit, old_claim_id, old_value,
        old_sentence, new_claim_id, new_low, new_high, new_object, new_value, new_sentence, relation, reason,
        explanation, confidence, alert
    from core.claim_edits
    where kind = 'value_changed' and notice = 'silent'
),
copies as (
    select edit_id, list(copy_url order by copy_url) as urls, count(distinct copy_outlet) as n_outlets
    from unfollowed_corrections
    group by edit_id
),
ruled as (
    select finding_id as edit_id, any_value(ruling) as ruling
    from core.judgements
    where holds and starts_with(finding_id, 'edt_') and ruling in ('dismissed', 'confirmed', 'resolved', 'wrong_match')
    group by finding_id
)
select
    row_number() over (
        order by
            s.alert and j.ruling is distinct from 'resolved' desc,
            s.relation,
            len(coalesce(c.urls, [])) desc,
            s.confidence desc,
            s.edit_id
    ) as rank,
    s.edit_id,
    a.url as article_url,
    a.outlet,
    s.claim_kind,
    s.subject,
    s.metric,
    s.old_value,
    s.new_value,
    s.old_sentence,
    s.new_sentence,
    s.old_claim_id,
    s.new_claim_id,
    s.old_number,
    s.number,
    old.published as old_published,
    new.published as new_published,
    old.run_number as old_run,
    new.run_number as new_run,
    old_run.started_at as old_seen_at,
    new_run.started_at as new_seen_at,
    s.relation,
    s.reason,
    s.explanation,
    s.confidence,
    s.alert and j.ruling is distinct from 'resolved' as alert,
    exists (
        select 1
        from core.claims as k
        where k.article_id = s.article_id
            and k.kind = s.claim_kind
            and k.metric = s.metric
            and k.low is not distinct from s.new_low
            and k.high is not distinct from s.new_high
            and k.unit is not distinct from s.unit
            and k.object is not distinct from s.new_object
    ) as still_told,
    coalesce(c.urls, []) as copies,
    len(coalesce(c.urls, [])) as n_copies,
    coalesce(c.n_outlets, 0) as n_copy_outlets,
    j.ruling
from silent as s
join core.articles as a on a.article_id = s.article_id
left join core.article_revisions as old on old.article_id = s.article_id and old.number = s.old_number
left join core.article_revisions as new on new.article_id = s.article_id and new.number = s.number
left join core.runs as old_run on old_run.run_number = old.run_number
left join core.runs as new_run on new_run.run_number = new.run_number
left join copies as c on c.edit_id = s.edit_id
left join ruled as j on j.edit_id = s.edit_id
where j.ruling is null or j.ruling in ('confirmed', 'resolved');

comment on view silent_edits is 'Silent edits: values that an article changed and no note of it tells, with the copies that still carry the old one. What a person dismissed is left out.';
comment on column silent_edits.rank is 'Place from 1: those worth an alert first, then by copies and confidence.';
comment on column silent_edits.edit_id is 'Content hash of article, both texts and both claims; `twosource verify` takes it.';
comment on column silent_edits.article_url is 'Article that was changed.';
comment on column silent_edits.outlet is 'Its publisher; null when unknown.';
comment on column silent_edits.claim_kind is 'quantity, fact or quote.';
comment on column silent_edits.subject is 'Canonical subject.';
comment on column silent_edits.metric is 'What is measured or stated.';
comment on column silent_edits.old_value is 'Value printed before.';
comment on column silent_edits.new_value is 'Value printed in its place.';
comment on column silent_edits.old_sentence is 'Sentence before, word for word.';
comment on column silent_edits.new_sentence is 'Sentence after, word for word.';
comment on column silent_edits.old_claim_id is 'Claim before, in former_claims.';
comment on column silent_edits.new_claim_id is 'Claim after, in claims while that text is the present one.';
comment on column silent_edits.old_number is 'Revision before, see article_revisions.';
comment on column silent_edits.number is 'Revision that has the edit.';
comment on column silent_edits.old_published is 'Date of publication that came with the text before.';
comment on column silent_edits.new_published is 'Date of publication that came with the changed text.';
comment on column silent_edits.old_run is 'Run that met the text before first.';
comment on column silent_edits.new_run is 'Run that met the changed text first.';
comment on column silent_edits.old_seen_at is 'Start of that run, UTC: by then the old value was printed.';
comment on column silent_edits.new_seen_at is 'Start of that run, UTC: by then it had been changed.';
comment on column silent_edits.relation is 'contradict, or update for a figure that moves: a toll that rises, a level of another day.';
comment on column silent_edits.reason is 'Code of the closed list in docs/reasons.md.';
comment on column silent_edits.explanation is 'One sentence for a person: both values and how far they lie apart.';
comment on column silent_edits.confidence is 'How sure it is, 0 to 1.';
comment on column silent_edits.alert is 'Whether it contradicts the old value and is sure enough for an alert.';
comment on column silent_edits.still_told is 'Whether the present text of the article has the new value.';
comment on column silent_edits.copies is 'Addresses of articles of the same copy component, or deriving from this one, that still carry the old value.';
comment on column silent_edits.n_copies is 'How many they are.';
comment on column silent_edits.n_copy_outlets is 'Of how many outlets.';
comment on column silent_edits.ruling is 'What a person ruled it is: confirmed, or resolved, which is no alert any more; null when nobody has.';
