"""The values that pass between stages, each checking its own rules when built."""
