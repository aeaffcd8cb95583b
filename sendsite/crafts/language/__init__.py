"""How the words read: rules of wording, what they find, and how editors switch them off."""
