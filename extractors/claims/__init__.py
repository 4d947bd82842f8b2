"""Readings to claims: figures, facts and quotations with their subjects, credits and periods."""
