select
    article_url,
    origin_url,
    origin_name,
    kind,
    direction,
    confidence,
    evidence
from lineage
order by article_url, kind;
