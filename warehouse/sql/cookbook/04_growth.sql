-- Question: By how much did a figure grow from one time to the next?
-- Reading: Of each question only the answer of most origins counts, so that a rival is no growth.
with told as (
    select held, value, low
    from timelines
    where subject = 'Nimbus AI' and metric = 'revenue' and unit = 'USD'
    qualify row_number() over (partition by question_id order by n_origins desc, n_articles desc, place) = 1
)
select held, value, round(100 * (low / lag(low) over (order by held) - 1)) as growth_pct
from told
order by held;
