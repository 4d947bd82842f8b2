select
    edit_id,
    article_url,
    outlet,
    notice,
    note,
    subject,
    metric,
    old_value,
    new_value,
    changed_at,
    copy_url,
    copy_outlet,
    copy_published,
    copy_sentence,
    copy_claim_id,
    relation,
    reason,
    explanation
from unfollowed_corrections
order by edit_id, copy_url;
