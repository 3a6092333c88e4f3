"""From the graph to what people use: the page, files, databases."""
