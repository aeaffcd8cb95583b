"""The ways to tell a run: pure functions from a report to text."""
