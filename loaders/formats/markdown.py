"""Markdown, with front matter where there is some."""

from __future__ import annotations

from collections.abc import Iterator

from loaders import fields
from loaders.base import Document, LoadOptions, UnusableError
from loaders.encoding import decode


class Markdown:
    """`.md`: text as read is what follows the front matter; its signs are marked as markup.

    Front matter has `title`, `publisher`, `authors` (a list), `date`, `url`; `original` is a further name of `url`.
    """

    name = "markdown"
    suffixes: tuple[str, ...] = (".md", ".markdown", ".mdown")

    def recognises(self, _head: bytes, /) -> bool:
        """Markdown is text like other text."""
        return False

    def read(self, data: bytes, options: LoadOptions, /) -> Iterator[Document]:
        """Read the file as one document.

        Raises:
            UnusableError: if the front matter is no YAML, or nothing follows it.
        """
        import frontmatter
        import yaml

        try:
            post = frontmatter.loads(decode(data, options.encoding))
        except (yaml.YAMLError, ValueError, TypeError, AttributeError, RecursionError) as error:
            mark = getattr(error, "problem_mark", None)
            where = f" in line {mark.line + 1}" if mark is not None else ""
            raise UnusableError(f"has front matter that is no YAML{where}; quote values that hold a colon") from None
        yield fields.document(post.metadata, options.columns, text=post.content)


LOADER = Markdown()
