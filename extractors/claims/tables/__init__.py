"""Tables: found in the text, and each figure read by the header of its column and the label of its row."""
