"""The crafts: each a pure function over text and values, none of which knows that a memo or a disk exists."""
