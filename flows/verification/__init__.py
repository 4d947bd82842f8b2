"""Findings worked out again from the stored texts, check by check. Plain functions, no Prefect."""
