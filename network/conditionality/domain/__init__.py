"""Rules of the conditions that an aid puts: what they ask, whether they hold and why, what makes them impossible.

No Django, no clock.
"""
