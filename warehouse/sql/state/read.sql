select value from private.state where name = $name;
