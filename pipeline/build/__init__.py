"""The composition root: the one place where stages, models, playbook, index and run meet."""
