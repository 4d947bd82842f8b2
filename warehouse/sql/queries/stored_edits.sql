-- An edit between two revisions of an article. Takes $edit_id.
select
    edit_id, article_id, number, old_number, kind, notice, old_claim_id, old_value, old_sentence, new_claim_id,
    new_value, new_sentence, relation, reason, explanation
from core.claim_edits
where edit_id = $edit_id;
