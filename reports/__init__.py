"""From rows to what a person reads."""
