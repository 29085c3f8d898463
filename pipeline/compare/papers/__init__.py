"""The documents of a deal beside one another: titles, what is not there, which one prevails."""
