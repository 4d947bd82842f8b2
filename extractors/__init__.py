"""Articles to claims: reading, numbers, names, periods, credits, and the claims they make together."""
