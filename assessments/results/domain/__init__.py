"""Rules on a scored result: strengths, priorities, progress, verification code. No Django, no clock."""
