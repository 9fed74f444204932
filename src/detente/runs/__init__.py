"""One process over time: its folder, and adding documents to its record on one core or many machines."""
