select distinct subject from core.claims order by subject;
