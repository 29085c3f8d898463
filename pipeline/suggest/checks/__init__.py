"""Checks of proposed words: each module has `NAME` and `check(proposal)`.

`check` returns None when all is well, else what is wrong.
"""
