"""What is remembered, as text: for a store that outlives the process, and for processes that share the work."""
