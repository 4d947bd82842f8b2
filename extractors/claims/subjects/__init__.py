"""Who is spoken of: the names of an article, and the pronouns and descriptions that stand for them."""
