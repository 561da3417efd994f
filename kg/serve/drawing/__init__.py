"""Pictures as SVG: text, lines and points, no script, so that they can stand in a page, a file or a report."""
