"""Claims to questions, answers and relations; articles to their origins. Pure: no clock, no network."""
