select
    (select count(*) from articles) as articles,
    (select count(*) from claims) as claims,
    (select max(started_at) from runs) as last_run
