-- Of the articles of `staged_keys`, the texts told apart before, those replaced since, and the present one last.
with texts as (
    select
        r.article_id, 0 as part, r.number as place, r.number, r.title, r.published, r.text, r.text_sha256, r.run_number,
        r.compared_by, r.notes
    from core.article_revisions as r
    semi join staged_keys as k on k.article_id = r.article_id
    union all
    select
        t.article_id, 1, t.position, 0, t.title, t.published, t.text, t.text_sha256, t.run_number, '', []::varchar[]
    from private.replaced_texts as t
    semi join staged_keys as k on k.article_id = t.article_id
    union all
    select
        a.article_id, 2, 0, 0, a.title, a.published, a.text, a.text_sha256, a.run_number, '', []::varchar[]
    from core.articles as a
    semi join staged_keys as k on k.article_id = a.article_id
)
select
    a.article_id, a.url, a.outlet, a.author, t.number, t.title, t.published, t.text, t.text_sha256, t.run_number,
    t.compared_by, t.notes
from texts as t
join core.articles as a on a.article_id = t.article_id
order by a.article_id, t.part, t.place;
