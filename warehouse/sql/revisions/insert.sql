insert into core.article_revisions (
    article_id, number, title, published, text, text_sha256, compared_by, notes, run_number
)
select article_id, number, title, published, text, text_sha256, compared_by, notes, run_number
from staged_revisions
order by article_id, number;

insert into core.former_claims (
    claim_id, article_id, number, until_number, kind, subject, mention, metric, low, high, unit, modifier, scope,
    period, status, attributed_to, counterparty, object, value_text, sentence, start_char, end_char, confidence
)
select
    claim_id, article_id, number, until_number, kind, subject, mention, metric, low, high, unit, modifier, scope,
    period, status, attributed_to, counterparty, object, value_text, sentence, start_char, end_char, confidence
from staged_former
order by article_id, until_number, claim_id;

insert into core.claim_edits (
    edit_id, article_id, number, old_number, kind, notice, note, claim_kind, subject, metric, unit, old_claim_id,
    old_low, old_high, old_unit, old_object, old_value, old_sentence, new_claim_id, new_low, new_high, new_object,
    new_value, new_sentence, relation, reason, explanation, confidence, alert
)
select
    edit_id, article_id, number, old_number, kind, notice, note, claim_kind, subject, metric, unit, old_claim_id,
    old_low, old_high, old_unit, old_object, old_value, old_sentence, new_claim_id, new_low, new_high, new_object,
    new_value, new_sentence, relation, reason, explanation, confidence, alert
from staged_edits
order by article_id, number, edit_id;
