"""What keeps a community from being lost: an export, an import, a restore and its drill.

`README.md` beside it says what is in a file and how to use it.
"""
