-- What was kept of articles that are about to be traced anew, or no more.
create or replace temp table former as
select s.*
from private.sketches as s
semi join taken as t on t.article_key = s.article_key;

create or replace temp table former_fingerprints as
select f.*
from private.fingerprints as f
semi join former as s on s.article_key = f.article_key;
