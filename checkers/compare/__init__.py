"""Comparators, a slot a module: each takes two forms and the rules, and returns a `Comparison` or nothing."""
