"""`python -m parley URL --name ana --room general`"""

import sys

from .terminal import main

sys.exit(main())
