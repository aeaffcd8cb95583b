"""The Markdown of a page: what editors place and mistype in it, and how it becomes HTML."""
