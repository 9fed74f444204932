"""What does not fit inside one report: dates, offices, deeds; both places are shown."""
