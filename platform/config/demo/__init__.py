"""The demo: three authorities with real perimeters and invented organisations, ready to be explored."""
