"""Going through what was read, one decision a key: what is shown, what is decided, and the screen."""
