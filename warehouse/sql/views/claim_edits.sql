-- Grain: one row per claim that was changed, taken out or put in between two revisions of its article.
-- Answers: What changed in this article, and were readers told?
create or replace view claim_edits as
select
    e.edit_id,
    a.url as article_url,
    a.outlet,
    e.old_number,
    e.number,
    e.kind,
    e.notice,
    e.note,
    e.claim_kind,
    e.subject,
    e.metric,
    e.old_claim_id,
    e.old_value,
    e.old_sentence,
    e.new_claim_id,
    e.new_value,
    e.new_sentence,
    e.relation,
    e.reason,
    e.explanation,
    e.confidence,
    e.alert
from core.claim_edits as e
join core.articles as a on a.article_id = e.article_id;

comment on view claim_edits is 'Edits: what became of single claims when an article was changed. A claim whose sentence still stands anywhere in the text was not touched and has no row.';
comment on column claim_edits.edit_id is 'Content hash of article, both texts and both claims; `twosource verify` takes it.';
comment on column claim_edits.article_url is 'Article.';
comment on column claim_edits.outlet is 'Publisher; null when unknown.';
comment on column claim_edits.old_number is 'Revision before, see article_revisions.';
comment on column claim_edits.number is 'Revision that has the edit.';
comment on column claim_edits.kind is 'value_changed; refined (more or less finely told, and both may hold); retold (same value of another period, subject, scope); removed; added.';
comment on column claim_edits.notice is 'How readers are told: silent, named (a note prints the value), general (a note says that something changed), rolling (the text calls itself a developing story).';
comment on column claim_edits.note is 'That note as printed; null when silent.';
comment on column claim_edits.claim_kind is 'quantity, fact or quote.';
comment on column claim_edits.subject is 'Canonical subject, of the new claim where there is one.';
comment on column claim_edits.metric is 'What is measured or stated.';
comment on column claim_edits.old_claim_id is 'Claim before, in former_claims; null for what was put in.';
comment on column claim_edits.old_value is 'Its printed value.';
comment on column claim_edits.old_sentence is 'Its sentence.';
comment on column claim_edits.new_claim_id is 'Claim after, in claims while that text is the present one; null for what was taken out.';
comment on column claim_edits.new_value is 'Its printed value.';
comment on column claim_edits.new_sentence is 'Its sentence.';
comment on column claim_edits.relation is 'How the two values stand: contradict, update (a figure that moves) or agree; null without two values.';
comment on column claim_edits.reason is 'Code of the closed list in docs/reasons.md; empty without two values.';
comment on column claim_edits.explanation is 'One sentence for a person.';
comment on column claim_edits.confidence is 'How sure it is, 0 to 1.';
comment on column claim_edits.alert is 'Whether it is a silent change of a value that contradicts the old one, sure enough for an alert.';
