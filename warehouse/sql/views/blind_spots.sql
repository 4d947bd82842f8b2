-- Grain: one row per thing that was not read, dated, placed, or read whole.
-- Answers: What do we not see, at which outlet, on which day?
create or replace view blind_spots as
with met as (
    select
        case
            when i.code in ('no_claims', 'poison_article') then 'no_claims'
            when i.stage = 'read' then 'not_read'
            when i.stage = 'parse' then 'not_parsed'
            else 'read_in_part'
        end as gap,
        i.code,
        i.stage,
        i.location,
        i.message,
        i.article_id,
        i.run_number
    from core.issues as i
    where i.stage in ('read', 'parse', 'extract')
        and i.code not in ('repeated_article', 'repeated_source', 'undated_article', 'bad_date', 'unknown_field')
    union all
    select
        'not_dated',
        'undated_article',
        'read',
        a.url,
        'The article names no day of publication: its figures are compared without one.',
        a.article_id,
        a.run_number
    from core.articles as a
    where a.published is null
    union all
    select
        'no_outlet',
        'no_outlet',
        'read',
        a.url,
        'The publisher is not known: contradictions with it name no outlet.',
        a.article_id,
        a.run_number
    from core.articles as a
    where a.outlet is null
    union all
    select
        'no_text',
        'no_text',
        'read',
        a.url,
        'Only ready-made claims are known of the article, so no copy of it is found.',
        a.article_id,
        a.run_number
    from core.articles as a
    where a.text = ''
),
placed as (
    select
        m.gap,
        m.code,
        m.stage,
        m.location,
        m.message,
        m.run_number,
        a.outlet,
        a.url,
        a.published,
        nullif(regexp_extract(coalesce(a.url, m.location), '^https?://([^/:?#]+)', 1), '') as host
    from met as m
    left join core.articles as a on a.article_id = m.article_id
),
-- Which outlet a host is of, by the articles that were read from it.
hosts as (
    select split_part(url, '/', 3) as host, mode(outlet order by outlet) as outlet
    from core.articles
    where url like 'http%' and outlet is not null
        and exists (select 1 from placed as p where p.outlet is null and p.host = split_part(url, '/', 3))
    group by split_part(url, '/', 3)
)
select
    p.gap,
    coalesce(p.outlet, case when p.gap <> 'no_outlet' then h.outlet end) as outlet,
    p.host,
    coalesce(p.published[:10], strftime(r.started_at, '%Y-%m-%d')) as day,
    p.stage,
    p.code,
    p.location,
    p.url as article_url,
    p.message,
    p.run_number
from placed as p
left join hosts as h on h.host = p.host
left join core.runs as r on r.run_number = p.run_number;

comment on view blind_spots is 'Blind spots: what was not read, not parsed, not dated, of no known outlet, without text or claims, or read in part.';
comment on column blind_spots.gap is 'not_read, not_parsed, not_dated, no_outlet, no_text, no_claims or read_in_part.';
comment on column blind_spots.outlet is 'Publisher of the article; of what was not read, that of other articles of its host; null when unknown.';
comment on column blind_spots.host is 'Host of the address; null for files.';
comment on column blind_spots.day is 'Day of publication, ISO; where it is not known, the day of the run that met it.';
comment on column blind_spots.stage is 'Step of the run: read, parse or extract.';
comment on column blind_spots.code is 'Code of docs/issues.md; no_outlet for an article of unknown outlet.';
comment on column blind_spots.location is 'File, URL, line or article it concerns.';
comment on column blind_spots.article_url is 'Article it concerns; null when none was made of it.';
comment on column blind_spots.message is 'One sentence a person can act on.';
comment on column blind_spots.run_number is 'Run that met it first.';
