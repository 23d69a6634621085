"""What earlier runs left behind: bytes by their names, and whether what they come from changed."""
