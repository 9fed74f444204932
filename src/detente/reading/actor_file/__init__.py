"""A user's actor file: loaded, checked, made ready for reading, held against what a report says."""
