"""A text before it is parsed: its paragraphs and its quotation marks."""
