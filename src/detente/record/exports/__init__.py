"""A record as files for other programs, and back: each format a pure function of what is exported."""
