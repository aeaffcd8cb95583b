"""``python -m sendsite`` is the command ``sendsite``."""

import sys

try:
    from sendsite.cli import main
except KeyboardInterrupt:  # Ctrl-C may come before there is anything else to end
    sys.exit(130)

if __name__ == "__main__":
    sys.exit(main())
