-- Grain: one row per sum of one article that does not come out.
-- Answers: In which articles do the numbers not add up?
create or replace view broken_sums as
select
    s.sum_id,
    a.url as article_url,
    a.outlet,
    a.published,
    s.rule,
    s.claim_ids,
    s.told,
    cast(s.low as double) as low,
    cast(s.high as double) as high,
    s.unit,
    s.gap,
    s.working,
    s.explanation,
    s.confidence,
    s.alert and j.ruling is distinct from 'resolved' as alert,
    j.ruling
from core.broken_sums as s
join core.articles as a on a.article_id = s.article_id
left join core.judgements as j
    on j.finding_id = s.sum_id
    and j.holds
    and j.ruling in ('dismissed', 'confirmed', 'resolved', 'wrong_match')
where j.ruling is null or j.ruling in ('confirmed', 'resolved');

comment on view broken_sums is 'Sums that one article tells and that do not come out, with the working. What a person dismissed is left out.';
comment on column broken_sums.sum_id is 'Content hash of article, rule and claims.';
comment on column broken_sums.article_url is 'Article that tells the sum.';
comment on column broken_sums.outlet is 'Publisher of the article; null when unknown.';
comment on column broken_sums.published is 'ISO date or UTC instant of publication; null when undated.';
comment on column broken_sums.rule is 'Code of the rule, see docs/sums.md.';
comment on column broken_sums.claim_ids is 'Claims taking part, in the order of the working.';
comment on column broken_sums.told is 'Printed value that does not fit, hedge included.';
comment on column broken_sums.low is 'Least that the other figures give, in base units of unit.';
comment on column broken_sums.high is 'Most that the other figures give; null when they give a least value only.';
comment on column broken_sums.unit is 'Base unit, or ISO currency code.';
comment on column broken_sums.gap is 'How far the two lie apart beyond their written intervals, as a share of the told number.';
comment on column broken_sums.working is 'The sum in one line that a person can check.';
comment on column broken_sums.explanation is 'One sentence for a person.';
comment on column broken_sums.confidence is 'How sure checking is, 0 to 1.';
comment on column broken_sums.alert is 'Whether it is sure and wide enough for an alert.';
comment on column broken_sums.ruling is 'What a person ruled it is: confirmed, or resolved, which is no alert any more; null when nobody has.';
