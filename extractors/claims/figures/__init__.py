"""Figures: quantities with their metric, owner, period, status and scope."""
