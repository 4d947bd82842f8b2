-- The running precision by relation and metric, that of all first. Takes nothing.
select relation, metric, n_ruled, n_right, precision, low, high, n_dismissed, n_wrong_match, n_wrong_reading
from precision
order by relation nulls first, metric nulls first;
