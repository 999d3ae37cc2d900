"""The two kinds of failure a person may see. Anything else that is raised is a bug of ours."""

from __future__ import annotations


class RuleBroken(Exception):  # noqa: N818 - it names what happened, not a class of errors
    """A person asked for something a rule forbids; shown at the field, and the person can mend it.

    Attributes:
        code: Which rule, lower case with hyphens; the text is looked up by it when shown.
        field: Name of the field at fault, as declared in the model; empty when the whole thing is meant.
        values: What the text needs to be concrete (numbers, dates, names of fields; never a resident's name).
    """

    def __init__(self, code: str, field: str = "", **values: object) -> None:
        super().__init__(f"{code} {field}".strip())
        self.code = code
        self.field = field
        self.values = values


class WorldFault(Exception):  # noqa: N818
    """The world is not as it should be (no such file, wrong passphrase, full disk); shown with what to do.

    Attributes:
        code: Which fault, lower case with hyphens; text and advice are looked up by it when shown.
        values: What the text needs to be concrete, such as a file's name.
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
