"""Who is meant: persons, states and bodies of a document, and what titles, pronouns, nouns refer to."""
