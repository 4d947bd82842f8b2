insert into core.schema_migrations (version, name) values ($version, $name);
