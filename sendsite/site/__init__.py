"""The questions that make a site out of a snapshot: the only place where the crafts meet the memo."""
