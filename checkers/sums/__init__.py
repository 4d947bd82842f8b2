"""Sums that an article tells and that do not come out: parts and total, growth, shares, stakes, rounds."""
