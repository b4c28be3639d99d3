"""raadsbrief: Dutch council letters as PDF, from YAML and Jinja templates."""

__version__ = "0.1.0"
