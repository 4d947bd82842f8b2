-- Grain: one row per thing that became known: another value, a contradiction, an edit.
-- Answers: What changed since Monday?
create or replace view changes as
with answered as (
    select
        case
            when exists (
                select 1
                from core.answers as b
                where b.question_id = n.question_id and b.block_key = n.block_key
                    and b.first_seen_at < n.first_seen_at
            ) then 'other_answer'
            else 'answer'
        end as change,
        n.first_seen_at as changed_at,
        a.run_number,
        q.subject,
        q.metric,
        q.question_id,
        q.text as question,
        null::varchar as old_value,
        coalesce(case when q.kind = 'fact' then n.object end, n.value_text, n.object) as value,
        a.outlet,
        a.url as article_url,
        null::varchar as explanation,
        n.answer_id as finding_id
    from core.answers as n
    join core.questions as q on q.question_id = n.question_id and q.block_key = n.block_key
    join core.articles as a on a.article_id = n.first_article_id
),
contradicted as (
    select
        'contradiction' as change,
        greatest(c.published_a, c.published_b) as changed_at,
        greatest(a.run_number, b.run_number) as run_number,
        c.subject,
        c.metric,
        c.question_id,
        c.question,
        c.value_a as old_value,
        c.value_b as value,
        c.outlet_b as outlet,
        c.article_url_b as article_url,
        c.explanation,
        c.answer_b as finding_id
    from contradictions as c
    join core.articles as a on a.url = c.article_url_a
    join core.articles as b on b.url = c.article_url_b
),
edited as (
    select
        case when e.notice = 'silent' then 'silent_edit' else 'edit' end as change,
        r.published as changed_at,
        r.run_number,
        e.subject,
        e.metric,
        null::varchar as question_id,
        null::varchar as question,
        e.old_value,
        e.new_value as value,
        a.outlet,
        a.url as article_url,
        e.explanation,
        e.edit_id as finding_id
    from core.claim_edits as e
    join core.articles as a on a.article_id = e.article_id
    left join core.article_revisions as r on r.article_id = e.article_id and r.number = e.number
),
all_changes as (
    select
        change, changed_at, run_number, subject, metric, question_id, question, old_value, value, outlet, article_url,
        explanation, finding_id
    from answered
    union all
    select
        change, changed_at, run_number, subject, metric, question_id, question, old_value, value, outlet, article_url,
        explanation, finding_id
    from contradicted
    union all
    select
        change, changed_at, run_number, subject, metric, question_id, question, old_value, value, outlet, article_url,
        explanation, finding_id
    from edited
)
select
    c.change,
    c.changed_at,
    r.started_at as seen_at,
    c.run_number,
    c.subject,
    c.metric,
    c.question_id,
    c.question,
    c.old_value,
    c.value,
    c.outlet,
    c.article_url,
    c.explanation,
    c.finding_id
from all_changes as c
left join core.runs as r on r.run_number = c.run_number;

comment on view changes is 'Changes: what became known when. Ask by changed_at for the time of the news, by seen_at for what is new since a run.';
comment on column changes.change is 'answer (the first value of a question), other_answer (a value told after it), contradiction, edit (readers are told), silent_edit (they are not).';
comment on column changes.changed_at is 'Publication of the article that brought it, ISO; of an edit, the date that came with the changed text; null when undated.';
comment on column changes.seen_at is 'Start of the run that stored that article, UTC.';
comment on column changes.run_number is 'Number of that run.';
comment on column changes.subject is 'Canonical subject.';
comment on column changes.metric is 'What is measured or stated.';
comment on column changes.question_id is 'Question; null for an edit.';
comment on column changes.question is 'That question in words; null for an edit.';
comment on column changes.old_value is 'Value that stood before: of a contradiction the side told first; null for an answer.';
comment on column changes.value is 'Value that came; null when an edit took a claim out.';
comment on column changes.outlet is 'Outlet of the article that brought it; null when unknown.';
comment on column changes.article_url is 'URL of that article.';
comment on column changes.explanation is 'One sentence for a person; null for an answer.';
comment on column changes.finding_id is 'Answer or edit; of a contradiction the answer told last.';
