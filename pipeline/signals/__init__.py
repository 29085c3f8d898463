"""What a clause's own words say: typed signals, word tests, types held, facts stated."""
