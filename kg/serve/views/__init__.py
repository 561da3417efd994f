"""What a page tells, as frozen values and without a word of HTML: read from the graphs, shown by whoever likes."""
