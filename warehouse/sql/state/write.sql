update private.state set value = $value where name = $name;
