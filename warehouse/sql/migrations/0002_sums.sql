-- Sums that an article tells and that do not come out, and the queue of articles whose sums are to be worked out.
create table core.broken_sums (
    sum_id varchar not null,
    article_id varchar not null,
    rule varchar not null,
    claim_ids varchar[] not null,
    told varchar not null,
    low decimal(38, 6),
    high decimal(38, 6),
    unit varchar,
    gap double not null,
    working varchar not null,
    explanation varchar not null,
    confidence double not null,
    alert boolean not null
);
comment on table core.broken_sums is 'One row per sum of one article that does not come out.';
comment on column core.broken_sums.sum_id is 'Content hash of article, rule and claims.';
comment on column core.broken_sums.article_id is 'Article that tells the sum.';
comment on column core.broken_sums.rule is 'Code of the closed list in docs/sums.md.';
comment on column core.broken_sums.claim_ids is 'Claims taking part, in the order of the working.';
comment on column core.broken_sums.told is 'Printed value that does not fit.';
comment on column core.broken_sums.low is 'Least that the others give, in base units of unit.';
comment on column core.broken_sums.high is 'Most that the others give; null when they give a least value only.';
comment on column core.broken_sums.unit is 'Base unit, or ISO currency code.';
comment on column core.broken_sums.gap is 'How far the two lie apart beyond their written intervals, as a share of the told number.';
comment on column core.broken_sums.working is 'The sum in one line.';
comment on column core.broken_sums.explanation is 'One sentence for a person.';
comment on column core.broken_sums.confidence is 'How sure checking is, 0 to 1.';
comment on column core.broken_sums.alert is 'Whether it is sure and wide enough for an alert.';

create table private.unsummed_articles (
    article_id varchar not null
);
comment on table private.unsummed_articles is 'One row per article whose quantities changed since its sums were worked out.';
comment on column private.unsummed_articles.article_id is 'Article.';

insert into private.unsummed_articles (article_id)
select distinct article_id
from core.claims
where kind = 'quantity'
order by article_id;
