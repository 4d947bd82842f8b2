-- The same text with a date, outlet or headline that was not known, or is another: a blank takes nothing away.
update core.articles
set
    outlet = coalesce(s.outlet, articles.outlet),
    title = coalesce(s.title, articles.title),
    author = coalesce(s.author, articles.author),
    published = coalesce(s.published, articles.published)
from staged_articles as s
join incoming as i on i.article_id = s.article_id
where s.article_id = articles.article_id and i.state = 'redescribed';
