"""Quotations: the words between the marks, and who says them."""
