-- A published file of any size, written straight into its tables: what `benchmarks.queries` asks. Everything follows
-- from `hash(place, seed)`, so the same number of claims is the same file. How it is distributed, because speed
-- depends on it:
--   claims      three to an article; one question holds 2 % of all, 200,000 at most; the others fall as a power law
--   questions   one to four claims; subjects one to 20 claims, the largest first; 12 metrics
--   values      85 % of the claims of a question print its true value, 12 % another form of it, 3 % a wrong one
--   articles    2,000 outlets, the largest first; 92 days; a fifth copies an article of the days before
-- Variables: n_claims, seed.

create or replace macro draw(place, what) as (hash(place, what, getvariable('seed')) / 18446744073709551616.0::double);
create or replace macro id_of(kind, place) as (kind || '_' || substr(md5(place::varchar), 1, 16));
create or replace macro name_of(place) as (
    ['Ba', 'De', 'Fi', 'Gro', 'Ha', 'Ke', 'Lo', 'Mer', 'Nor', 'Pa', 'Ri', 'Su', 'Tel', 'Ve', 'Wo', 'Zan'][(hash(place) % 16)::integer + 1]
    || ['bel', 'cor', 'dan', 'fer', 'gil', 'kon', 'lis', 'mar'][(hash(place, 1) % 8)::integer + 1]
    || ['a', 'en', 'ix', 'o', 'us', 'ia'][(hash(place, 2) % 6)::integer + 1]
);
create or replace macro subject_of(place) as (
    case place when 3 then 'Nimbus AI' when 40 then 'Kestrel Motors' else name_of(place) || ' ' || place end
);
create or replace macro outlet_of(place) as (
    case place when 2 then 'North Wire' when 5 then 'Coast Courier' else 'Paper ' || place end
);
create or replace macro metric_of(place) as (
    ['valuation', 'revenue', 'funding_round', 'employees', 'net_income', 'layoffs', 'monthly_users', 'market_share',
     'fine', 'other:deliveries', 'ceo', 'said'][(hash(place, 'metric', getvariable('seed')) % 12)::integer + 1]
);

create temp table article_rows as
with placed as (
    select
        range as place,
        floor(2000 * pow(draw(range, 'outlet'), 2))::bigint as outlet,
        (timestamp '2031-01-01' + to_seconds(floor(range * 92 * 86400.0 / (getvariable('n_claims') / 3))::bigint)) as moment,
        case
            when draw(range, 'copied') < 0.2 and range > 1000
            then range - 1 - floor(draw(range, 'source') * 999)::bigint
        end as source
    from range((getvariable('n_claims') / 3)::bigint)
)
select
    place,
    id_of('art', 'a' || place) as article_id,
    'https://paper-' || outlet || '.example/' || place as url,
    outlet_of(outlet) as outlet,
    strftime(moment, '%Y-%m-%dT%H:%M:%SZ') as published,
    source
from placed;

create temp table claim_rows as
with placed as (
    select
        range as place,
        least(range // 3, (getvariable('n_claims') / 3)::bigint - 1) as article,
        case
            when draw(range, 'hot') < 0.02 and range < 10000000 then 0
            else floor(getvariable('n_claims') / 4 * pow(draw(range, 'question'), 2.0))::bigint
        end as question,
        draw(range, 'form') as said
    from range(getvariable('n_claims'))
)
select
    p.place,
    a.article_id,
    a.outlet,
    a.published,
    coalesce(s.article_id, a.article_id) as origin,
    p.question,
    case when p.said < 0.85 then 0 when p.said < 0.93 then 1 when p.said < 0.97 then 2 else 3 end as form
from placed as p
join article_rows as a on a.place = p.article
left join article_rows as s on s.place = a.source;

create temp table question_rows as
select
    question,
    subject_of(floor(getvariable('n_claims') / 20 * pow(draw(question, 'subject'), 1.5))::bigint) as subject,
    metric_of(question) as metric,
    case metric_of(question) when 'ceo' then 'fact' when 'said' then 'quote' else 'quantity' end as kind,
    case when draw(question, 'open') < 0.7 then (2026 + (hash(question, 'period') % 5)::integer)::varchar end as period,
    1000000 * (1 + (hash(question, 'value') % 9000)::bigint) as value,
    count(*) as n_claims,
    count(distinct form = 3) > 1 as is_disputed
from claim_rows
group by question;

create temp table form_rows as
select
    c.question,
    c.form,
    any_value(q.kind || ':' || q.metric || ':' || lower(q.subject)) as block_key,
    id_of('frm', c.question || '/' || c.form) as form_id,
    any_value(q.value) * case c.form when 0 then 1 when 1 then 1.001 when 2 then 0.999 else 2 end as value,
    count(*) as n_claims,
    min(c.published) as first_seen_at,
    arg_min(c.article_id, c.published) as first_article_id,
    count(distinct c.article_id) as n_articles,
    count(distinct c.outlet) as n_outlets,
    count(distinct c.origin) as n_origins
from claim_rows as c
join question_rows as q on q.question = c.question
group by c.question, c.form;

insert into core.articles by name
select
    article_id, url, outlet, 'Report ' || place as title, null as author, published,
    'The company told its owners on Tuesday what it had earned, whom it had hired, and what it was worth; report '
    || place || ' has the figures in full.' as text,
    md5('t' || place) as text_sha256, 'extractor 1, lexicon 1' as extractor_version, 1 + (place % 200)::integer as run_number
from article_rows;

insert into core.claims by name
select
    id_of('clm', 'c' || c.place) as claim_id, null as external_id, c.article_id, q.kind, q.subject, q.subject as mention,
    q.metric, case when q.kind = 'quantity' then f.value end as low, case when q.kind = 'quantity' then f.value end as high,
    case when q.kind = 'quantity' then 'USD' end as unit, null as unit_noun, 'exact' as modifier, '{}' as scope, q.period,
    'reported' as status, case when draw(c.place, 'credit') < 0.3 then outlet_of(floor(draw(c.place, 'whom') * 2000)::bigint) end as attributed_to,
    null as attribution_kind, null as counterparty, case when q.kind <> 'quantity' then 'Person ' || c.form || ' of ' || c.question end as object,
    '$' || f.value::bigint as value_text,
    q.subject || ' put its ' || q.metric || ' at $' || f.value::bigint || ' in report ' || c.place || '.' as sentence,
    10 as start_char, 20 as end_char, 0.85 as confidence, false as is_ready_made, f.block_key, 1 as run_number
from claim_rows as c
join question_rows as q on q.question = c.question
join form_rows as f on f.question = c.question and f.form = c.form;

insert into core.forms by name
select
    f.form_id, f.block_key, id_of('qst', f.question) as question_id, q.kind, q.subject, q.metric,
    f.value as low, f.value as high, 'USD' as unit, 'exact' as modifier, '$' || f.value::bigint as value_text,
    null as object, '{}' as scope, q.period, 'reported' as status, null as counterparty, null as provider, null as told, f.n_claims
from form_rows as f
join question_rows as q on q.question = f.question;

insert into core.claim_forms by name
with placed as (
    select
        c.place, f.form_id, f.block_key, q.n_claims <= 1000 as is_small,
        row_number() over (partition by c.question, c.form order by c.published, c.place) as turn
    from claim_rows as c
    join form_rows as f on f.question = c.question and f.form = c.form
    join question_rows as q on q.question = c.question
)
select
    id_of('clm', 'c' || place) as claim_id, form_id, block_key, is_small or turn <= 10 as is_shown_in_question,
    is_small or turn <= 10 as is_shown_in_block, case when turn <= 2 then turn::integer end as witness
from placed;

insert into core.form_relations by name
select
    least(a.form_id, b.form_id) as form_a, greatest(a.form_id, b.form_id) as form_b, a.block_key,
    case when b.form = 3 then 'contradict' else 'agree' end as relation,
    case when b.form = 3 then 'value_differs' else 'rounded' end as reason,
    '{a}$' || a.value::bigint || '{/}; {b}$' || b.value::bigint || '{/}, far apart.' as explanation, 0.8 as confidence,
    case when b.form = 3 then round(draw(a.question, 'severity'), 3) else 0 end as severity,
    b.form = 3 and draw(a.question, 'severity') > 0.5 as alert, false as dismissed
from form_rows as a
join form_rows as b on b.question = a.question and b.form > a.form;

insert into core.questions by name
select
    id_of('qst', q.question) as question_id, q.kind || ':' || q.metric || ':' || lower(q.subject) as block_key, q.kind,
    q.subject, q.metric, '{}' as scope, q.period, q.subject || '’s ' || q.metric || coalesce(', ' || q.period, '') as text,
    case when q.is_disputed then 'disputed' when q.n_claims > 2 then 'settled' else 'single_origin' end as verdict, q.n_claims
from question_rows as q;

insert into core.answers by name
with stated as (
    select
        question, form = 3 as is_wrong, any_value(block_key) as block_key, arg_min(form_id, form) as form_id,
        arg_min(value, form) as value, sum(n_claims)::bigint as n_claims, min(first_seen_at) as first_seen_at,
        arg_min(first_article_id, first_seen_at) as first_article_id, max(n_articles) as n_articles,
        max(n_outlets) as n_outlets, max(n_origins) as n_origins
    from form_rows
    group by question, form = 3
)
select
    id_of('ans', question || '/' || is_wrong) as answer_id, id_of('qst', question) as question_id, block_key, value as low,
    value as high, 'USD' as unit, null as object, '$' || value::bigint as value_text, n_claims, n_articles, n_outlets,
    n_origins, n_origins::double as n_effective, first_seen_at, first_article_id
from stated;

insert into core.answer_forms by name
select id_of('ans', question || '/' || (form = 3)) as answer_id, form_id, block_key, 'states' as role
from form_rows;

insert into core.lineage_edges by name
select
    a.article_id, s.article_id as origin_article_id, null as origin_name, 'syndicated' as kind, 'known' as direction,
    0.9 as confidence, 'told its owners on Tuesday what it had earned' as evidence
from article_rows as a
join article_rows as s on s.place = a.source;

insert into core.article_origins by name
select a.article_id, s.article_id as origin, null as sources
from article_rows as a
join article_rows as s on s.place = a.source;

insert into core.issues by name
select
    id_of('iss', range) as issue_id, ['read', 'parse', 'extract'][(range % 3)::integer + 1] as stage,
    ['fetch_failed', 'bad_markup', 'no_claims'][(range % 3)::integer + 1] as code,
    'https://paper-' || (range % 2000) || '.example/lost-' || range as location, 'It did not answer.' as message,
    null as article_id, null as block_key, 1 + (range % 200)::integer as run_number
from range((getvariable('n_claims') / 300)::bigint);

insert into core.runs by name
select
    range::integer + 1 as run_number, 'done' as status, timestamp '2031-01-01' + to_hours(range * 11) as started_at,
    timestamp '2031-01-01' + to_hours(range * 11 + 1) as finished_at, '{}' as counts, '0.1.0' as code_version, 'abc' as lexicon_sha
from range(200);

insert into core.article_revisions by name
select
    article_id, n.number, 'Report ' || place as title, published, null as text, md5('r' || place || n.number) as text_sha256,
    'extractor 1, lexicon 1' as compared_by, []::varchar[] as notes, 1 as run_number
from article_rows
cross join (values (1), (2)) as n (number)
where place % 500 = 0;

insert into core.claim_edits by name
select
    id_of('edt', c.place) as edit_id, c.article_id, 2 as number, 1 as old_number, 'value_changed' as kind,
    case when c.place % 2 = 0 then 'silent' else 'named' end as notice, null as note, 'quantity' as claim_kind, q.subject,
    q.metric, 'USD' as unit, null as old_claim_id, f.value as old_low, f.value as old_high, 'USD' as old_unit,
    null as old_object, '$' || f.value::bigint as old_value, 'Before.' as old_sentence, null as new_claim_id,
    f.value * 3 as new_low, f.value * 3 as new_high, null as new_object, '$' || (f.value * 3)::bigint as new_value,
    'After.' as new_sentence, 'contradict' as relation, 'value_differs' as reason, 'Three times as much.' as explanation,
    0.9 as confidence, true as alert
from claim_rows as c
join question_rows as q on q.question = c.question
join form_rows as f on f.question = c.question and f.form = c.form
where c.place % 1500 = 0;
