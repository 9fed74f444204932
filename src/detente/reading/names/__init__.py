"""Names in a document: where they stand, and one decision a document on what each of them is."""
