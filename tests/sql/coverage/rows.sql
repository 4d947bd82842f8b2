select
    outlet,
    day,
    n_articles,
    n_claims,
    n_copies,
    n_without_claims,
    n_without_text,
    n_not_read,
    n_not_parsed,
    n_not_dated,
    n_read_in_part
from coverage
order by outlet nulls last, day nulls last;
