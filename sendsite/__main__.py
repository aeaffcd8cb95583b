"""``python -m sendsite`` is the command ``sendsite``."""

import sys

from sendsite.cli import main

if __name__ == "__main__":
    sys.exit(main())
