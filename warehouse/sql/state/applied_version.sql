select max(version) from core.schema_migrations;
