-- One row: how much the published file holds. Updates are counted in pairs of written forms, not of claims.
select
    (select count(*) from articles) as n_articles,
    (select count(distinct outlet) from articles) as n_outlets,
    (select count(*) from claims) as n_claims,
    (select count(*) from questions) as n_questions,
    (select count(*) from questions where verdict = 'disputed') as n_disputed,
    (select count(*) from contradictions) as n_contradictions,
    (select count(*) from contradictions where alert) as n_alerts,
    (select count(*) from agreements where n_origins >= 2 and not starts_with(metric, 'other:')) as n_agreements,
    (select count(*) from core.form_relations where relation = 'update') as n_updates,
    (select count(*) from issues) as n_issues;
