"""Rules of writing together: what changed word by word, two changes brought together, states, calendar. No Django."""
