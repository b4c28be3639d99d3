"""The language of a letter: slips that a careful colleague would point at.

In: a letter that can be built. Out: findings, each with its place in the YAML.

The rooms inside, from below: `words/` (what is known of Dutch words), `reading/` (prose as a
reader reads it, cut into pieces) and `rules/` (one module per kind of slip). May use `letter/`,
`prose/`, `content/` and what is below them. Begin with `check.py`: it lists all rules.
"""
