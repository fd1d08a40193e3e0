"""`python -m shapelint`."""

import sys

from shapelint.start import main

if __name__ == "__main__":  # processes that share the work import this module again
    sys.exit(main())
