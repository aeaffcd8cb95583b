"""The site in a browser while it is being written: served from memory, with what is wrong said on the pages."""
