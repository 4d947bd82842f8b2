select
    source,
    article_url,
    title,
    published,
    n_copies,
    n_copy_outlets,
    n_credits,
    n_credit_outlets,
    n_descendants
from copied_sources
order by source, article_url;
