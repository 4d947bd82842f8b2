"""Claim genealogy: who had a figure from whom, and what changed on the way."""
