"""The preview in a real browser; `make browser`. In an environment of its own, with Playwright."""
