-- Texts of which another version of the extractor read no claim, because it met a bug.
select a.article_id
from core.articles as a
where a.article_id in (select i.article_id from core.issues as i where i.code = 'poison_article')
    and a.text <> ''
    and a.extractor_version <> $extractor_version
order by a.article_id;
