-- What was not seen, by the run that met it first: how often, and one of them in words. Takes $runs.
select
    run_number,
    gap,
    code,
    outlet,
    host,
    count(*) as n_met,
    arg_min(location, (location, message)) as location,
    arg_min(message, (location, message)) as message
from blind_spots
where list_contains($runs, run_number)
group by run_number, gap, code, outlet, host
order by run_number, n_met desc, gap, code, outlet nulls last, host nulls last;
