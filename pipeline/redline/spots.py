"""Where new words go: beside which character, and whose format they take."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.readers.docx.text_map import Piece
from pipeline.redline.hand import Hand
from pipeline.redline.names import Element, local, w
from pipeline.redline.places import Paragraph, Places
from pipeline.redline.runs import divide, parent_of, put_after, put_before


@dataclass(frozen=True, slots=True)
class Spot:
    """After the character `left`, before the character `right`, or at the end of `paragraph`.

    `offset` is where the neighbour's element is cut; `leave_link` puts the words behind a link.
    """

    paragraph: Paragraph
    left: Piece | None = None
    right: Piece | None = None
    offset: int = 0
    leave_link: bool = False

    @property
    def at_start(self) -> bool:
        """Say whether the spot is before the first words of a paragraph."""
        right = self.right
        return right is not None and (
            self.offset - right.offset + right.start == self.paragraph.start
        )

    def run(self) -> Element | None:
        """Return the run whose format new words take."""
        piece = self.left if self.left is not None else self.right
        return None if piece is None or self.leave_link else parent_of(piece.element)


def find_spot(places: Places, at: int) -> Spot | str:
    """Return the spot for new words at `at`, or the reason why there is none."""
    paragraph = places.paragraph(at)
    if paragraph is None:
        return "no paragraph of the file is there"
    left = places.piece(at - 1) if at > paragraph.start else None
    right = places.piece(at) if at < paragraph.end else None
    if (left is None) != (at == paragraph.start) or (right is None) != (at == paragraph.end):
        return "the words beside it are not in the file"
    edge = left is not None and leaves_link(left, right)
    if left is not None and free(left) and not edge:
        return Spot(paragraph, left=left, offset=at - left.start + left.offset)
    if right is not None and free(right):
        return Spot(paragraph, right=right, offset=at - right.start + right.offset)
    if left is not None and free(left):
        return Spot(paragraph, left=left, offset=at - left.start + left.offset, leave_link=True)
    return _beside_locked(places, paragraph, left, right)


def _beside_locked(
    places: Places, paragraph: Paragraph, left: Piece | None, right: Piece | None
) -> Spot | str:
    if left is None and right is None:
        return Spot(paragraph)
    locked = left if left is not None else right
    reason = str(locked.locked if locked is not None else "")
    others = places.within(paragraph.start, paragraph.end)
    if right is None and any(free(piece) for piece in others):
        return Spot(paragraph)
    return reason or "not in a plain run"


def free(piece: Piece) -> bool:
    """Say whether words may be put beside this piece."""
    return piece.locked is None and local(parent_of(piece.element)) == "r"


def link_of(piece: Piece) -> Element | None:
    """Return the hyperlink a piece stands in, or None."""
    return next(piece.element.iterancestors(w("hyperlink")), None)


def leaves_link(left: Piece, right: Piece | None) -> bool:
    """Say whether a hyperlink ends between two neighbours."""
    link = link_of(left)
    return link is not None and (right is None or link_of(right) is not link)


def put_at(spot: Spot, new: Element, hand: Hand, heads: dict[Element, Element]) -> None:
    """Place `new` at a spot; `heads` gives the first part of paragraphs that were broken."""
    if spot.left is not None:
        run = parent_of(spot.left.element)
        divide(spot.left.element, spot.offset)
        put_after(run, new, hand, spot.leave_link)
    elif spot.at_start and spot.paragraph.element in heads:
        head = heads[spot.paragraph.element]
        head.insert(1 if len(head) and local(head[0]) == "pPr" else 0, new)
    elif spot.right is not None:
        right = divide(spot.right.element, spot.offset)
        assert right is not None
        put_before(right, new, hand)
    else:
        _append(heads.get(spot.paragraph.element, spot.paragraph.element), new, hand)


def _append(paragraph: Element, new: Element, hand: Hand) -> None:
    """Put `new` last, but before our own words there, which come later in the text."""
    at = len(paragraph)
    while at and _ours_at_end(paragraph[at - 1], hand):
        at -= 1
    paragraph.insert(at, new)


def _ours_at_end(element: Element, hand: Hand) -> bool:
    reference = element.find(w("commentReference"))
    if local(element) == "r":
        return reference is not None and hand.made(reference)
    return local(element) in {"ins", "commentRangeEnd"} and hand.made(element)
