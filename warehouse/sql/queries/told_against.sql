-- Grain: one row per contradiction between articles, the gravest first. Takes `alerts`: whether only those worth one.
select *
from contradictions
where not within_article and (alert or not $alerts)
order by rank;
