"""What each command does: the edges wired to the core."""
