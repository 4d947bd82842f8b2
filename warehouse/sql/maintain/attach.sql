attach '{path}' as published (read_only);
