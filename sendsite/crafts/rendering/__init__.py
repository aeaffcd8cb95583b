"""What the site is made of: layouts, stylesheets, feeds, calendars, finished pages read back."""
