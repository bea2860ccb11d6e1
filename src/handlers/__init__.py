"""The doors.

A door's modules make some 45,000 objects, and none of them is garbage. Python would look for some a hundred times while
it loads them, a fourteenth of a cold start; so it is told, before anything else is loaded, to look less often.
"""

import gc

gc.set_threshold(100_000)
