"""Whose word a claim is: what a text can credit, who that is, and how far each credit reaches."""
