"""Who did what: words that tell a deed, its parts, whether it happened, put together as events."""
