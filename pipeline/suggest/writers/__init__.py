"""Writers of edits: each module names its `WAY`, a field of EditRule, and has `write`.

`write(rule, case, hits)` returns the whole new text of the clause, or None when the rule does not
fit it. `hits` are the signals to cure that hold.
"""
