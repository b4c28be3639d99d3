"""The language of a letter: slips that a careful colleague would point at."""
