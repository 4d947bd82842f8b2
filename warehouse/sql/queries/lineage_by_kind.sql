-- One row per kind of lineage edge.
select kind, count(*) as n_edges
from lineage
group by kind
order by kind;
