-- Outlets with what was read of them and what was not; null stands for articles of unknown outlet. Takes $limit.
with missed as (
    select
        outlet,
        sum(n_not_read)::bigint as n_not_read,
        sum(n_not_parsed)::bigint as n_not_parsed,
        sum(n_not_dated)::bigint as n_not_dated,
        sum(n_read_in_part)::bigint as n_read_in_part,
        sum(n_without_claims)::bigint as n_without_claims,
        min(day) filter (where n_articles > 0) as first_day,
        max(day) filter (where n_articles > 0) as last_day
    from coverage
    group by outlet
)
select
    o.outlet,
    o.n_articles,
    o.n_claims,
    o.n_contradictions,
    o.n_copies,
    coalesce(m.n_not_read, 0) as n_not_read,
    coalesce(m.n_not_parsed, 0) as n_not_parsed,
    coalesce(m.n_not_dated, 0) as n_not_dated,
    coalesce(m.n_read_in_part, 0) as n_read_in_part,
    coalesce(m.n_without_claims, 0) as n_without_claims,
    m.first_day,
    m.last_day
from outlets as o
left join missed as m on m.outlet is not distinct from o.outlet
order by o.n_contradictions desc, o.n_articles desc, o.outlet nulls last
limit $limit;
