"""A measuring rod for the language check: letters with their slips marked by hand, `make taal`."""
