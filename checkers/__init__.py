"""Claims to questions, answers and relations, and articles to where they come from. Pure: no clock, no network."""
