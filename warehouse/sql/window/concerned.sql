-- Whose lineage is replaced: all that were asked about, and those that are no longer traced.
create or replace temp table concerned as
select article_id from asked
union
select article_id from taken where what = 'gone';
