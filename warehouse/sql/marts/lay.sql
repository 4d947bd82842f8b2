create table mart.{view} as from main.{view} order by {order};
