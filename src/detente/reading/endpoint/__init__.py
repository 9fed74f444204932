"""A reader that asks a language model behind a chat endpoint; every word it gives is looked up."""
