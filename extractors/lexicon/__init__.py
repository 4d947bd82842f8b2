"""What extraction knows of the world: TOML files and their strict loaders."""
