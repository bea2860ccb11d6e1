"""`parley admin`: what operators do, on a laptop and on AWS. It needs boto3: `pip install parley[admin]`."""

from .command import main

__all__ = ["main"]
