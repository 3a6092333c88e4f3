"""Names that are known before reading: states, organisations, leaders, media, resolutions, goods. All of it is data.

Every CSV file of `loaders/gazetteer/data` is read. Lines that start with `#` tell source, licence and gaps; then come a
header and rows. Columns: `kind`, `name`, `aliases`, `demonyms` (both separated by `|`), `type` (`Actor` where the file
has no such column), anything else becomes an attribute where it is not empty. An alias that is an ordinary word or a
common name is written with a question mark (`?Shell`): it counts only where the pipeline saw a name of that class, too.
The same mark on a repetition of `name` itself makes that one weak.
"""

from __future__ import annotations

from loaders.gazetteer.entry import Entry
from loaders.gazetteer.gazetteer import Gazetteer

__all__ = ["Entry", "Gazetteer"]
