"""From files to readings: loaders of formats, the language pipeline, the reading of facts."""
