"""Links to other sites: what is remembered of them, and what to tell."""
