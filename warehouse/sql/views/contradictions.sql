-- Grain: one row per pair of answers that contradict each other, and are not dismissed; side a was told first.
-- Answers: What should an editor look at first?
create or replace view contradictions as
with clashing as (
    select block_key, form_a, form_b, reason, explanation, confidence, severity, alert
    from core.form_relations
    where relation = 'contradict' and not dismissed
),
clashing_forms as (
    select block_key, form_a as form_id from clashing
    union
    select block_key, form_b from clashing
),
-- The one answer a form speaks for: the one it states, else the widest told of those it allows.
spoken_for as (
    select
        af.block_key,
        af.form_id,
        af.answer_id,
        n.question_id,
        n.n_origins,
        n.first_seen_at,
        concat_ws('|', n.low, n.high, n.unit, n.object) as value_key
    from core.answer_forms as af
    semi join clashing_forms as c on c.block_key = af.block_key and c.form_id = af.form_id
    join core.answers as n on n.answer_id = af.answer_id and n.block_key = af.block_key
    qualify row_number() over (
        partition by af.block_key, af.form_id order by af.role desc, n.n_claims desc, af.answer_id
    ) = 1
),
-- The gravest pair of forms for each pair of answers.
gravest as (
    select c.block_key, c.form_a, c.form_b, c.reason, c.explanation, c.confidence, c.severity, c.alert
    from clashing as c
    join spoken_for as a on a.block_key = c.block_key and a.form_id = c.form_a
    join spoken_for as b on b.block_key = c.block_key and b.form_id = c.form_b
    qualify row_number() over (
        partition by least(a.answer_id, b.answer_id), greatest(a.answer_id, b.answer_id)
        order by c.severity desc, c.confidence desc, c.form_a, c.form_b
    ) = 1
),
either_way as (
    select block_key, form_a as one, form_b as other, form_a, form_b from gravest
    union all
    select block_key, form_b, form_a, form_a, form_b from gravest
),
witnesses as (
    select
        w.block_key,
        w.form_id,
        w.claim_id,
        coalesce(c.value_text, c.object) as value,
        c.sentence,
        a.outlet,
        a.published,
        a.url,
        a.article_id,
        coalesce(o.origin, a.article_id) as origin
    from core.claim_forms as w
    semi join clashing_forms as f on f.block_key = w.block_key and f.form_id = w.form_id
    join core.claims as c on c.claim_id = w.claim_id
    join core.articles as a on a.article_id = c.article_id
    left join core.article_origins as o on o.article_id = a.article_id
    where w.witness is not null
),
-- The clashing forms that stand in the headline of an article: where its text holds the headline, or is not held.
headlined as (
    select distinct w.block_key, w.form_id, c.article_id
    from core.claim_forms as w
    semi join clashing_forms as f on f.block_key = w.block_key and f.form_id = w.form_id
    join core.claims as c on c.claim_id = w.claim_id
    join core.articles as a on a.article_id = c.article_id
    where a.title <> ''
        and (
            c.sentence = a.title
            or (
                contains(a.text, a.title)
                and c.start_char >= strpos(a.text, a.title) - 1
                and c.start_char < strpos(a.text, a.title) - 1 + length(a.title)
            )
        )
),
faced as (
    select
        e.block_key,
        e.form_a,
        e.form_b,
        e.one,
        e.other,
        a.claim_id as claim_a,
        b.claim_id as claim_b,
        a.value as value_a,
        b.value as value_b,
        a.sentence as sentence_a,
        b.sentence as sentence_b,
        a.outlet as outlet_a,
        b.outlet as outlet_b,
        a.published as published_a,
        b.published as published_b,
        a.url as article_url_a,
        b.url as article_url_b,
        a.origin = b.origin as same_origin,
        a.article_id = b.article_id as within_article,
        a.article_id as article_a
    from either_way as e
    join witnesses as a on a.block_key = e.block_key and a.form_id = e.one
    join witnesses as b on b.block_key = e.block_key and b.form_id = e.other
    where a.published < b.published
        or (a.published is not null and b.published is null)
        or (a.published is not distinct from b.published and a.claim_id < b.claim_id)
    qualify row_number() over (
        partition by e.block_key, e.form_a, e.form_b
        order by
            a.origin = b.origin,
            a.published nulls last,
            b.published nulls last,
            a.claim_id,
            b.claim_id
    ) = 1
),
-- Now is the day of the latest article, not of any clock: the same articles always rank the same.
latest as (
    select max(try_cast(published[:10] as date)) as today
    from core.articles
),
pressing as (
    select
        f.block_key,
        f.one,
        f.other,
        -- Origins count by their harmonic mean m, as m / (m + 1): one against one halves, five against five hardly
        -- does. What was told first a month ago weighs half of what is new today, and nothing less than a quarter.
        round(
            g.severity
            * (2.0 * a.n_origins * b.n_origins / (2.0 * a.n_origins * b.n_origins + a.n_origins + b.n_origins))
            * greatest(
                0.25,
                coalesce(
                    30.0 / (30.0 + greatest(0, l.today - try_cast(greatest(a.first_seen_at, b.first_seen_at)[:10] as date))),
                    0.25
                )
            ),
            4
        ) as urgency
    from faced as f
    join gravest as g on g.block_key = f.block_key and g.form_a = f.form_a and g.form_b = f.form_b
    join spoken_for as a on a.block_key = f.block_key and a.form_id = f.one
    join spoken_for as b on b.block_key = f.block_key and b.form_id = f.other
    cross join latest as l
),
-- The sentence of two forms with their outlets before what each says, side a first.
told as (
    select
        f.block_key,
        f.one,
        f.other,
        case
            when f.one = g.form_a then g.explanation
            else regexp_replace(
                g.explanation, '^\{a\}(.*?)\{/\}; \{b\}(.*?)\{/\}', '{a}\2{/}; {b}\1{/}'
            )
        end as sentence,
        case
            when f.outlet_a is distinct from f.outlet_b then coalesce(f.outlet_a, 'an unnamed outlet')
            else concat_ws(', ', coalesce(f.outlet_a, 'an unnamed outlet'), f.published_a[:10])
        end as teller_a,
        case
            when f.article_url_a = f.article_url_b then 'the same article'
            when f.outlet_a is distinct from f.outlet_b then coalesce(f.outlet_b, 'an unnamed outlet')
            else concat_ws(', ', coalesce(f.outlet_b, 'another unnamed outlet'), f.published_b[:10])
        end as teller_b
    from faced as f
    join gravest as g on g.block_key = f.block_key and g.form_a = f.form_a and g.form_b = f.form_b
),
-- A reference that agrees with one form of a pair and contradicts the other.
backed as (
    select
        f.block_key,
        f.form_a,
        f.form_b,
        bool_or(x.form_id = f.one) as backs_a,
        bool_or(x.form_id = f.other) as backs_b,
        string_agg(distinct r.source || ': ' || r.value_text, '; ' order by r.source || ': ' || r.value_text) as said
    from faced as f
    join core.reference_relations as x on x.block_key = f.block_key and x.form_id in (f.one, f.other)
    join core.reference_relations as y
        on y.block_key = x.block_key
        and y.reference_id = x.reference_id
        and y.form_id in (f.one, f.other)
    join core.reference_facts as r on r.reference_id = x.reference_id and r.block_key = x.block_key
    where x.relation = 'agree' and y.relation = 'contradict' and not x.dismissed and not y.dismissed
    group by f.block_key, f.form_a, f.form_b
),
identified as (
    select
        f.block_key,
        f.one,
        f.other,
        -- Of what is asked and both values alone, so that it stays when claims, dates or rules come and go. Where
        -- the sides answer two questions (a family and its member), of both.
        'fnd_' || substr(
            sha256(
                case
                    when q.question_id = r.question_id
                        then concat_ws(
                            chr(31),
                            q.kind,
                            q.subject,
                            q.metric,
                            q.scope,
                            coalesce(q.period, ''),
                            least(a.value_key, b.value_key),
                            greatest(a.value_key, b.value_key)
                        )
                    else concat_ws(
                        chr(31),
                        least(
                            concat_ws(chr(31), q.kind, q.subject, q.metric, q.scope, q.period, a.value_key),
                            concat_ws(chr(31), r.kind, r.subject, r.metric, r.scope, r.period, b.value_key)
                        ),
                        greatest(
                            concat_ws(chr(31), q.kind, q.subject, q.metric, q.scope, q.period, a.value_key),
                            concat_ws(chr(31), r.kind, r.subject, r.metric, r.scope, r.period, b.value_key)
                        )
                    )
                end
            ),
            1,
            16
        ) as finding_id
    from faced as f
    join spoken_for as a on a.block_key = f.block_key and a.form_id = f.one
    join spoken_for as b on b.block_key = f.block_key and b.form_id = f.other
    join core.questions as q on q.question_id = a.question_id and q.block_key = a.block_key
    join core.questions as r on r.question_id = b.question_id and r.block_key = b.block_key
),
-- What people ruled a finding is, whichever forms stand for its answers by now.
ruled as (
    select finding_id, any_value(ruling) as ruling
    from core.judgements
    where holds and starts_with(finding_id, 'fnd_') and ruling in ('dismissed', 'confirmed', 'resolved', 'wrong_match')
    group by finding_id
)
select
    row_number() over (
        order by
            g.alert and j.ruling is distinct from 'resolved' desc,
            p.urgency desc,
            g.severity desc,
            g.confidence desc,
            f.claim_a,
            f.claim_b
    ) as rank,
    i.finding_id,
    q.question_id,
    q.text as question,
    q.kind,
    q.subject,
    q.metric,
    q.period,
    q.scope,
    a.answer_id as answer_a,
    b.answer_id as answer_b,
    f.claim_a,
    f.claim_b,
    f.value_a,
    f.value_b,
    f.sentence_a,
    f.sentence_b,
    f.outlet_a,
    f.outlet_b,
    f.published_a,
    f.published_b,
    f.article_url_a,
    f.article_url_b,
    a.n_origins as n_origins_a,
    b.n_origins as n_origins_b,
    g.reason,
    replace(
        replace(replace(t.sentence, '{a}', t.teller_a || ': '), '{b}', t.teller_b || ': '), '{/}', ''
    ) || case
        when not f.within_article or (ha.form_id is null) = (hb.form_id is null) then ''
        when ha.form_id is not null then ' The headline says ' || f.value_a || ', the body ' || f.value_b || '.'
        else ' The headline says ' || f.value_b || ', the body ' || f.value_a || '.'
    end as explanation,
    g.confidence,
    g.severity,
    g.alert and j.ruling is distinct from 'resolved' as alert,
    f.same_origin,
    f.within_article,
    f.within_article and (ha.form_id is null) <> (hb.form_id is null) as in_headline,
    p.urgency,
    case
        when k.backs_a and k.backs_b then 'both'
        when k.backs_a then 'a'
        when k.backs_b then 'b'
    end as reference_side,
    k.said as reference,
    j.ruling
from faced as f
join identified as i on i.block_key = f.block_key and i.one = f.one and i.other = f.other
join pressing as p on p.block_key = f.block_key and p.one = f.one and p.other = f.other
join gravest as g on g.block_key = f.block_key and g.form_a = f.form_a and g.form_b = f.form_b
join told as t on t.block_key = f.block_key and t.one = f.one and t.other = f.other
join spoken_for as a on a.block_key = f.block_key and a.form_id = f.one
join spoken_for as b on b.block_key = f.block_key and b.form_id = f.other
join core.questions as q on q.question_id = a.question_id and q.block_key = a.block_key
left join headlined as ha on ha.block_key = f.block_key and ha.form_id = f.one and ha.article_id = f.article_a
left join headlined as hb on hb.block_key = f.block_key and hb.form_id = f.other and hb.article_id = f.article_a
left join backed as k on k.block_key = f.block_key and k.form_a = f.form_a and k.form_b = f.form_b
left join ruled as j on j.finding_id = i.finding_id
where j.ruling is null or j.ruling in ('confirmed', 'resolved');

comment on view contradictions is 'Contradictions, the gravest first, each with one claim per side. Pairs that a person dismissed are left out, whichever claims stand for their answers.';
comment on column contradictions.rank is 'Place from 1: those worth an alert first, then by urgency.';
comment on column contradictions.finding_id is 'Content hash of what is asked and both values: what an editor rules on; the same after every run.';
comment on column contradictions.question_id is 'Question of the answer on side a.';
comment on column contradictions.question is 'That question in words.';
comment on column contradictions.kind is 'quantity, fact or quote.';
comment on column contradictions.subject is 'Canonical subject.';
comment on column contradictions.metric is 'What is measured or stated.';
comment on column contradictions.period is 'ISO period of the question; null when it is open.';
comment on column contradictions.scope is 'Scope of the question: JSON object, keys sorted.';
comment on column contradictions.answer_a is 'Answer on side a.';
comment on column contradictions.answer_b is 'Answer on side b.';
comment on column contradictions.claim_a is 'Claim that stands for side a: the earliest, of another origin than the other side where there is one.';
comment on column contradictions.claim_b is 'Claim that stands for side b: the earliest, of another origin than the other side where there is one.';
comment on column contradictions.value_a is 'Printed value of side a.';
comment on column contradictions.value_b is 'Printed value of side b.';
comment on column contradictions.sentence_a is 'Sentence of side a.';
comment on column contradictions.sentence_b is 'Sentence of side b.';
comment on column contradictions.outlet_a is 'Outlet of side a.';
comment on column contradictions.outlet_b is 'Outlet of side b.';
comment on column contradictions.published_a is 'Publication of side a.';
comment on column contradictions.published_b is 'Publication of side b.';
comment on column contradictions.article_url_a is 'Article of side a.';
comment on column contradictions.article_url_b is 'Article of side b.';
comment on column contradictions.n_origins_a is 'Independent origins of the answer on side a.';
comment on column contradictions.n_origins_b is 'Independent origins of the answer on side b.';
comment on column contradictions.reason is 'Code of the closed list in docs/reasons.md.';
comment on column contradictions.explanation is 'One sentence for a person: who says what, what both are about, and how they clash.';
comment on column contradictions.confidence is 'How sure checking is, 0 to 1.';
comment on column contradictions.severity is 'How grave it is, 0 to 1: gap beyond the intervals x materiality of the metric x confidence.';
comment on column contradictions.alert is 'Whether the severity is above the threshold for alerts.';
comment on column contradictions.urgency is 'What rank is made of, 0 to 1: severity x independent origins of both sides x novelty of the later answer, seen from the latest article.';
comment on column contradictions.same_origin is 'Whether both claims go back to one origin: altered within one origin.';
comment on column contradictions.within_article is 'Whether both claims stand in one article, which contradicts itself.';
comment on column contradictions.in_headline is 'Whether one of the two stands in the headline of that article and the other only in its body.';
comment on column contradictions.reference_side is 'Side that a reference stands behind while it contradicts the other: a, b, both (two references), null when none does.';
comment on column contradictions.reference is 'What those references say, each as source: value.';
comment on column contradictions.ruling is 'What a person ruled it is: confirmed, or resolved, which is no alert any more; null when nobody has.';
