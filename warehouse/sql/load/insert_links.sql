insert into core.links (article_id, position, url, start_char, end_char)
select s.article_id, s.position, s.url, s.start_char, s.end_char
from staged_links as s
join incoming as i on i.article_id = s.article_id
where i.state in ('new', 'changed', 'reread')
order by s.article_id, s.position;
