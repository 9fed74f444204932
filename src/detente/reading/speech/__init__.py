"""Who said what: cues, quotations and what hangs on them, put together as statements."""
