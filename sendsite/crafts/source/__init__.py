"""What editors write: bytes to text, YAML with its places, fields with their types."""
