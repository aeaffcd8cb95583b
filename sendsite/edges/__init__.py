"""The edges: files, sockets, the clock and the terminal, and nothing else touches those."""
