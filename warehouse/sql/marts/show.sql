create or replace view main.{view} as from mart.{view};
