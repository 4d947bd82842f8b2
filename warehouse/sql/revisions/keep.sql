-- What a changed text takes the place of is kept to be compared with it; a text read anew, if it has others beside it.
insert into private.replaced_texts (article_id, position, title, published, text, text_sha256, run_number)
with waiting as (
    select article_id, max(position) + 1 as next
    from private.replaced_texts
    group by article_id
)
select a.article_id, coalesce(w.next, 0), a.title, a.published, a.text, a.text_sha256, a.run_number
from core.articles as a
join incoming as i on i.article_id = a.article_id
left join waiting as w on w.article_id = a.article_id
where i.state = 'changed' and a.text <> ''
order by a.article_id;

insert into private.unrevised_articles (article_id)
select i.article_id
from incoming as i
where (i.state = 'changed' and i.article_id in (select article_id from private.replaced_texts))
    or (i.state = 'reread' and i.article_id in (select article_id from core.article_revisions))
except
select article_id from private.unrevised_articles
order by article_id;
