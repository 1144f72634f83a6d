"""Which resources fit a result, and why. No Django, no clock."""
