"""References: facts that analysts keep in files, each with the public source that says so."""
