-- Texts that came in within a window and that another version of the extractor read.
select a.article_id
from core.articles as a
join core.runs as r on r.run_number = a.run_number
where a.text <> ''
    and r.started_at >= $since
    and r.started_at < $until
    and a.extractor_version <> $extractor_version
order by a.article_id;
