"""Prefect flows, settings and the command line: composition and nothing else."""
