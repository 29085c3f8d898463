"""The one error tree. A message names the offending value and what is allowed."""

from __future__ import annotations


class ClausewrightError(Exception):
    """Anything Clausewright refuses. Entry points turn it into one line and an exit code."""


class UsageError(ClausewrightError):
    """The caller asked for something that does not exist or does not fit together."""


class UnreadableFile(ClausewrightError):
    """A file cannot be read as a contract; the message says why, the file is left as it was."""


class PlaybookError(ClausewrightError):
    """A playbook file breaks its schema or rules; the message names file, place and legal set."""


class DataError(ClausewrightError):
    """A data set, label file or run folder is missing, damaged or of another layout."""


class WeightsError(ClausewrightError):
    """Model weights are missing, of another hash, or made for another set of labels."""


class TaggingFailed(ClausewrightError):
    """A tagger gave no usable answer for one document; the others can go on."""


class PromptError(ClausewrightError):
    """A prompt file breaks its layout, or there is no such prompt."""


class WriterFailed(ClausewrightError):
    """A language model gave no usable answer to one request; the next may do better."""


class WriterOverflow(WriterFailed):
    """A request does not fit the model's context; a shorter one may."""


class WriterUnavailable(ClausewrightError):
    """A language model cannot be reached or refuses us, so that no request can do better."""


class RedlineRefused(ClausewrightError):
    """An edit cannot be made safely at its place; the message says which and why."""


class InvariantError(ClausewrightError):
    """A value was built that breaks its own rules; always a defect of ours, never of the input."""
