"""What is on the table: proposals and their clauses, the answers to them, claims about the future."""
