"""Drawings in contour lines, as inline SVG: badges, territories, reliefs, progress rows.

Pure: figures and shapes in, `Drawing` out; the same input gives the same drawing. Colours come from the
style sheet by class names; every text is escaped.
"""
