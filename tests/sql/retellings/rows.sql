select
    article_url,
    subject,
    value,
    source_url,
    source_value,
    tie,
    direction,
    relation,
    reason,
    confidence
from retellings
order by article_url, subject, value;
