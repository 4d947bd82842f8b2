-- Question: Which figures have two independent sources?
-- Reading: Origins are counted, not pages: copies, shared credits and outlets of one owner are one.
select question, value, n_articles, n_origins, outlets
from agreements
where n_origins >= 2
order by n_origins desc, n_articles desc, question
limit 20;
