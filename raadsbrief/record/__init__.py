"""What a letter was made of, and what earlier runs found: so that only changes cost time.

In: paths, and what was made or found. Out: which letters must be made or looked at again, and
why. `digests` and `inputs` know files, `manifest` is what is kept, and says why something
is out of date; `plan` says what to make, `recall` what to check, and `kin` which earlier letters
that depends on; `outcome` is what became of a letter, `own` are files that only we write.

Loaded before anything large, so it may use only `resources` and `diagnostics`. Begin with
`plan.py`.
"""
