"""The frozen values that cross the stages: article → annotation → fact → resolved → report."""
