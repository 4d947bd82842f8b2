-- Everything about the texts of the articles of `staged_keys` that is found anew, and their place in the queue.
delete from core.article_revisions where article_id in (select article_id from staged_keys);

delete from core.claim_edits
where article_id in (select article_id from staged_keys)
    and (
        (article_id, number) in (select (article_id, number) from staged_reworked)
        or article_id not in (select article_id from staged_revisions)
    );

delete from core.former_claims
where article_id in (select article_id from staged_keys)
    and (
        (article_id, until_number) in (select (article_id, number) from staged_reworked)
        or article_id not in (select article_id from staged_revisions)
    );

delete from private.replaced_texts where article_id in (select article_id from staged_keys);

delete from private.unrevised_articles where article_id in (select article_id from staged_keys);

delete from core.issues where code = 'poison_revisions' and article_id in (select article_id from staged_keys);
