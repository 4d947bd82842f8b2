select
    (select count(*) from core.articles where text <> '') as articles,
    (select count(distinct block_key) from core.claims) as blocks;
