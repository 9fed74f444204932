"""A document parsed: the language pipeline, the parse tied back to the text, and questions to it."""
