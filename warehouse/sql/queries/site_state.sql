-- One row: how far the published file reaches, and how much it has. Takes nothing.
select
    (select max(published) from core.articles) as told_until,
    (select count(distinct subject) from core.questions) as n_subjects,
    (select count(*) from outlets) as n_outlets,
    (select count(distinct finding_id) from contradictions)
    + (select count(*) from silent_edits)
    + (select count(*) from broken_sums)
    + (select count(distinct finding_id) from reference_findings where relation = 'contradict' and not dismissed) as n_findings;
