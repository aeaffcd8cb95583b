"""Pictures: what their files say of them, the sizes they are given in, and how a page shows them."""
