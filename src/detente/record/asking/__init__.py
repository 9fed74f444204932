"""What a record is asked: pure functions over what was read and ruled."""
