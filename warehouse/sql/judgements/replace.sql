delete from core.judgements;

insert into core.judgements (
    position, ruling, left_form, right_form, subject, metric, scope, period, ruled_by, ruled_at, note, ruling_id,
    finding_id, claim_a, claim_b, reading, answer, assignee, undoes, holds
)
select
    position, ruling, left_form, right_form, subject, metric, scope, period, ruled_by, ruled_at, note, ruling_id,
    finding_id, claim_a, claim_b, reading, answer, assignee, undoes, holds
from staged_judgements
order by position;

-- A ruling that holds, or did: of those on a pair the subject (or, where none is named, both values) says which
-- blocks it may change, of those on identity the two names.
create or replace temp table telling_judgements as
select ruling, left_form, right_form, subject, claim_a, claim_b
from changed_judgements
where holds
    and (
        ruling in ('wrong_reading', 'same_subject', 'not_same_subject')
        or (
            ruling in ('dismissed', 'confirmed', 'resolved', 'wrong_match')
            and left(finding_id, 4) in ('', 'fnd_', 'rfd_')
        )
    );

insert into private.dirty_blocks (block_key)
with subjects as (
    select lower(subject) as subject from telling_judgements where subject <> ''
    union
    select lower(left_form) from telling_judgements where subject = ''
    union
    select lower(right_form) from telling_judgements where subject = ''
),
touched as (
    select c.block_key
    from core.claims as c
    semi join subjects as s on s.subject = lower(c.subject)
    union
    select f.block_key
    from core.forms as f
    semi join subjects as s on s.subject = lower(f.subject)
    union
    select f.block_key
    from core.forms as f
    semi join subjects as s on s.subject = lower(coalesce(f.value_text, f.object))
    union
    select c.block_key
    from core.claims as c
    semi join (
        select claim_a as claim_id from telling_judgements
        union
        select claim_b from telling_judgements
    ) as j on j.claim_id = c.claim_id
)
select t.block_key
from touched as t
anti join private.dirty_blocks as d on d.block_key = t.block_key
order by t.block_key;

-- A claim that was read wrongly leaves the sums of its article, or comes back to them.
insert into private.unsummed_articles (article_id)
select distinct c.article_id
from core.claims as c
join telling_judgements as j
    on j.ruling = 'wrong_reading'
    and (j.claim_a = c.claim_id or (j.subject = c.subject and j.left_form = c.value_text))
anti join private.unsummed_articles as u on u.article_id = c.article_id
where c.kind = 'quantity'
order by c.article_id;
