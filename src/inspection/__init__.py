"""Looking at what somebody wants to say before it is stored: by rules, by a function of the deployment's own, or not.

An inspector is loaded when it is first asked, and where none is switched on, nothing here is.
"""
