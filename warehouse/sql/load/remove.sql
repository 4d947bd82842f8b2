-- Out with what a changed text no longer says.
delete from core.claims where claim_id in (select claim_id from leaving_claims);

delete from core.links
where article_id in (select article_id from incoming where state in ('changed', 'reread'));

delete from core.credits
where article_id in (select article_id from incoming where state in ('changed', 'reread'));

delete from core.issues
where stage in ('parse', 'extract')
    and article_id in (select article_id from incoming where state in ('changed', 'reread'));

delete from core.articles
where article_id in (select article_id from incoming where state in ('changed', 'reread'));
