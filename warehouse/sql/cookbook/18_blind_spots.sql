-- Question: What do we not see?
-- Reading: Worth a look after each run; `message` says of each what a person can do.
select gap, code, outlet, regexp_extract(location, '[^/]+$') as place, stage
from blind_spots
order by gap, place
limit 20;
