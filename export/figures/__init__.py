"""Figures for reports, drawn with matplotlib (the extra `quid[plot]`): same rows, same bytes."""
