"""What an article said before it was changed: its texts, the edits between them, who was told."""
