create or replace temp table concerned as
select article_id from staged_ids;
