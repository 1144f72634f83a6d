"""Who gets a message and who does not, and why. No Django, no clock."""
