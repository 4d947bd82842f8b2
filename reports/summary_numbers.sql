-- One row: what the summary counts beside the named queries of the warehouse.
select
    (select count(*) from contradictions where kind = 'quote') as changed_quotations,
    (select count(*) from contradictions where kind <> 'quote' and alert) as alerts,
    (select count(*) from contradictions where kind <> 'quote' and not alert) as below_alert,
    (select count(*) from broken_sums where alert) as broken_sums,
    (select count(*) from broken_sums where not alert) as sums_below_alert,
    (select count(*) from silent_edits where alert) as silent_edits,
    (select count(*) from silent_edits where not alert) as silent_below_alert,
    (select count(*) from reference_findings where alert) as reference_alerts,
    (select count(*) from lineage where kind in ('syndicated', 'rewrite')) as copies,
    (select count(*) from articles where published is null) as undated,
    (select count(*) from articles where outlet is null) as without_outlet,
    (
        select count(*)
        from articles
        where text <> '' and article_id not in (select article_id from claims)
    ) as without_claims,
    (
        select count(*)
        from issues
        where code in ('poison_article', 'poison_block', 'poison_sums', 'poison_revisions')
    ) as set_aside,
    (select count(*) from questions where verdict = 'single_origin') as single_origin
