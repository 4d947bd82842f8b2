"""What a text holds before anyone asks what it means: sentences, quantities and periods."""
