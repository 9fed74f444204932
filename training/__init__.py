"""Scripts that train the weights detente reads with; nothing here is imported at run time."""
