-- Pairs of subject names that look alike and say the same rare thing: one figure of one metric, one fact or one
-- sentence that at most :common subjects give. Prefixes, symbols at an exchange and spellings: what decides is in the
-- checkers.
with told as (
    select
        subject,
        article_id,
        hash(kind, metric, low, high, unit, coalesce(object, case when kind = 'quote' then sentence end)) as saying,
        metric || ' ' || coalesce(value_text, object, sentence) as words
    from core.claims
    where subject not in ('', '(not told)')
        and status <> 'denied'
        and not starts_with(block_key, 'alone:')
        and (
            (kind = 'quantity' and abs(low) >= 10)
            or (kind = 'fact' and length(object) > 3)
            or (kind = 'quote' and length(coalesce(object, sentence)) >= 40)
        )
),
sayings as (
    select subject, saying, min(words) as words from told group by subject, saying
),
rare as (
    select saying from sayings group by saying having count(*) between 2 and $common
),
shared as (
    select a.subject as one, b.subject as other, count(*) as n_shared, min(least(a.words, b.words)) as words
    from sayings as a
    semi join rare as r on r.saying = a.saying
    join sayings as b on b.saying = a.saying and a.subject < b.subject
    where regexp_replace(a.subject, '[^0-9]', '', 'g') = regexp_replace(b.subject, '[^0-9]', '', 'g')
        and (
            starts_with(lower(a.subject), lower(b.subject) || ' ')
            or starts_with(lower(b.subject), lower(a.subject) || ' ')
            or (regexp_full_match(a.subject, '[A-Z]{3,5}') and starts_with(b.subject, a.subject[1]))
            or (regexp_full_match(b.subject, '[A-Z]{3,5}') and starts_with(a.subject, b.subject[1]))
            or jaro_winkler_similarity(lower(a.subject), lower(b.subject)) >= 0.8
        )
    group by a.subject, b.subject
),
presences as (
    select distinct c.subject, c.article_id
    from core.claims as c
    semi join (select one as subject from shared union select other from shared) as s on s.subject = c.subject
),
sizes as (
    select subject, count(*) as n_articles from presences group by subject
),
together as (
    select s.one, s.other, count(*) as n_together
    from shared as s
    join presences as a on a.subject = s.one
    join presences as b on b.subject = s.other and b.article_id = a.article_id
    group by s.one, s.other
)
select s.one, s.other, s.n_shared, coalesce(t.n_together, 0), a.n_articles, b.n_articles, s.words
from shared as s
join sizes as a on a.subject = s.one
join sizes as b on b.subject = s.other
left join together as t on t.one = s.one and t.other = s.other
order by s.one, s.other;
