"""Charts of a brief, drawn as SVG text: no outside assets, colours from the page's style."""
