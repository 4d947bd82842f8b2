insert into core.publication (stamp) values ($stamp);
