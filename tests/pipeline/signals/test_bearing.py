from __future__ import annotations

import pytest

from pipeline.signals.bearing import Bearing, bearing
from pipeline.types.clause import Clause
from pipeline.types.span import Span


@pytest.mark.parametrize(
    ("text", "heading", "kind"),
    [
        pytest.param(
            "“Output” means whatever the service returns.",
            None,
            Bearing.DEFINITION,
            id="curly quotes",
        ),
        pytest.param(
            '1.3 "Affiliate" has the meaning given in clause 2.',
            None,
            Bearing.DEFINITION,
            id="numbered",
        ),
        pytest.param(
            "“Fees” and “Charges” mean the sums due.", None, Bearing.DEFINITION, id="two terms"
        ),
        pytest.param(
            "Decision means any result that binds a person.",
            "1. Definitions",
            Bearing.DEFINITION,
            id="under a heading",
        ),
        pytest.param("LIMITATION OF LIABILITY", None, Bearing.HEADING, id="heading in capitals"),
        pytest.param(
            "12. Training on Customer Data", None, Bearing.HEADING, id="heading with number"
        ),
        pytest.param(
            "IN WITNESS WHEREOF the parties have signed.\nBy: ______\nName: ",
            None,
            Bearing.SIGNATURE,
            id="signature block",
        ),
        pytest.param(
            "Signed by:\nName: \nTitle: \n", None, Bearing.SIGNATURE, id="names and titles"
        ),
        pytest.param("The Supplier may train models.", None, Bearing.OPERATIVE, id="operative"),
        pytest.param(
            "No training on Customer Data", None, Bearing.OPERATIVE, id="short but operative"
        ),
        pytest.param(
            "The Supplier shall not train models as “Training” is understood here.",
            "3. Data",
            Bearing.OPERATIVE,
            id="quotes inside",
        ),
    ],
)
def test_bearing(text: str, heading: str | None, kind: Bearing) -> None:
    clause = Clause("c", "d", None, Span(0, len(text)), text, heading=heading)
    assert bearing(clause) is kind
