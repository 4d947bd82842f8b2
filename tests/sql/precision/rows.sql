select relation, metric, n_ruled, n_right, precision, round(low, 4) as low, round(high, 4) as high, n_dismissed, n_wrong_match, n_wrong_reading
from precision
order by relation nulls first, metric nulls first;
