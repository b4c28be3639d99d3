"""Texts about findings: what each means, why, and what to do.

In: the code of a finding. Out: its explanation, for `raadsbrief explain` and for
`docs/meldingen.md`. The texts are in the `.toml` files, one per group of codes.

May use `diagnostics` alone. Begin with `texts.py`; `python -m raadsbrief.explain` writes the page.
"""
