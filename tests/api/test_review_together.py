"""Three files as one deal, through the command: what one holds, the others do not lack."""

from __future__ import annotations

import json
import subprocess
import textwrap
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from pipeline.readers import read_bytes
from pipeline.redline.revisions import reject
from tests.api.test_review_command import SCHEMA, clausewright
from tests.pipeline.readers.pdf_maker import column, make_pdf
from tests.pipeline.redline.word_xml import p, r, word_file

MSA = """MASTER SERVICES AGREEMENT

This Agreement is between Brightwell Systems Ltd ("Supplier") and Harbour Foods plc ("Customer").

1. Definitions. In this Agreement, “Customer Data” means the data that Customer uploads to the Services.

2. Documents. This Agreement incorporates the Data Processing Addendum, each Order Form and Supplier’s AI Policy available at https://brightwell.example/legal/ai-policy.

3. Order of precedence. If this Agreement and an Order Form conflict, the Order Form prevails over this Agreement.

4. Services. Supplier provides an artificial intelligence system that forecasts demand for Customer’s products.

5. Improvement. Supplier may use Customer Data to improve its services and to develop its models.

6. Fees. Customer shall pay each invoice within 30 days of receipt.

7. Term. This Agreement renews automatically for successive terms of twelve months unless either party gives 60 days' notice before the term ends.

8. Governing law. This Agreement is governed by the laws of England and Wales.
"""

ORDER = """ORDER FORM

This Order Form is made between Brightwell Systems Ltd ("Supplier") and Harbour Foods plc ("Customer") under the Master Services Agreement.

1. Subscription. Customer orders the demand forecasting service for two stores.

2. Term. The order runs for 24 months and does not renew automatically. It renews only if the parties agree in writing.

3. Payment. Customer shall pay each invoice within 60 days of receipt.

4. Governing law. This Order Form is governed by the laws of Ireland.
"""

DPA = """DATA PROCESSING ADDENDUM

This Addendum is between Brightwell Systems Ltd ("Supplier") and Harbour Foods plc ("Customer") and forms part of the Master Services Agreement.

1. Definitions. “Customer Data” means all data, whether or not personal, that Supplier processes for Customer, including what the Services derive from it.

2. Precedence. If this Addendum and the Master Services Agreement conflict, this Addendum prevails.

3. Training. Supplier shall not use Customer Data to train, fine-tune or evaluate any model.

4. Confidentiality. Each party shall keep the Confidential Information of the other party secret and shall not disclose it to any third party, save to those who need to know it and are bound by a like duty.

5. Personal data. Supplier shall process personal data only on the documented instructions of Customer.
"""

FACTS = """side: customer
party: Harbour Foods plc
facts: {consequential_use: no, personal_data: yes}
"""


def docx(text: str) -> bytes:
    return word_file("".join(p(r(line)) for line in text.split("\n\n")))


def pdf(text: str) -> bytes:
    lines = [line for part in text.split("\n\n") for line in [*textwrap.wrap(part, 80), ""]]
    return make_pdf([column(72, 720, lines)])


Run = tuple[Path, subprocess.CompletedProcess[str]]
STEMS = ("msa", "order", "dpa")


@pytest.fixture(scope="module")
def deal(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("deal")
    (folder / "msa.docx").write_bytes(docx(MSA))
    (folder / "order.pdf").write_bytes(pdf(ORDER))
    (folder / "dpa.docx").write_bytes(docx(DPA))
    (folder / "deal.yaml").write_text(FACTS, encoding="utf-8")
    files = [folder / name for name in ("msa.docx", "order.pdf", "dpa.docx")]
    facts = ("--facts", folder / "deal.yaml", "--out", folder / "out")
    return folder, clausewright(folder / "home", "review", *files, "--together", *facts)


def review_of(deal: Run, stem: str) -> dict[str, Any]:
    folder, done = deal
    assert done.returncode == 0, done.stderr + done.stdout
    found: dict[str, Any] = json.loads((folder / "out" / f"{stem}.review.json").read_text("utf-8"))
    return found


def across(review: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The conflicts with other documents, by rule and the other document's name."""
    found = {}
    for conflict in review["conflicts"]:
        names = {conflict["a"]["document"], conflict["b"]["document"]}
        if len(names) == 2:
            (other,) = names - {review["document"]["name"]}
            found[f"{conflict['rule']} {other}"] = conflict
    return found


@pytest.mark.parametrize("stem", STEMS)
def test_each_review_keeps_to_the_schema_and_tells_the_same_deal(deal: Run, stem: str) -> None:
    review = review_of(deal, stem)
    jsonschema.validate(review, SCHEMA)
    assert review["deal"] == review_of(deal, "msa")["deal"]
    assert (review["deal"]["party"], review["deal"]["facts"]["personal_data"]) == (
        "Harbour Foods plc",
        "yes",
    )


def test_what_another_document_holds_is_not_missing(deal: Run) -> None:
    missing = {m["type"] for m in review_of(deal, "msa")["missing"]}
    assert "g_confidentiality" not in missing
    assert "g_limitation_of_liability" in missing  # no document of the deal holds it


def test_what_the_deal_lacks_is_told_once_in_the_master_agreement(deal: Run) -> None:
    for stem in ("order", "dpa"):
        review = review_of(deal, stem)
        assert review["missing"] == []
        assert all(d["stance"] != "missing" for d in review["deviations"])


def test_a_page_not_supplied_is_not_seen_and_its_types_are_not_missing(deal: Run) -> None:
    review = review_of(deal, "msa")
    (page,) = [n for n in review["deal"]["not_seen"] if "https://" in n]
    assert "AI Policy (https://brightwell.example/legal/ai-policy)" in page
    # an AI system is in play, so this type is asked for; only the AI policy may hold it
    assert "model_change_deprecation" not in {m["type"] for m in review["missing"]}
    assert not [n for n in review["deal"]["not_seen"] if "Addendum" in n or "Order" in n]


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        pytest.param("msa", "dpa", "no_training_vs_improvement_licence", id="training"),
        pytest.param("msa", "order", "governing_law_differs", id="law"),
        pytest.param("msa", "order", "renewal_differs", id="renewal"),
        pytest.param("msa", "order", "payment_days_differ", id="payment"),
        pytest.param("msa", "dpa", "defined_twice", id="definition"),
    ],
)
def test_a_conflict_is_told_in_both_documents_with_the_words_of_both(
    deal: Run, one: str, other: str, rule: str
) -> None:
    files = {"msa": "msa.docx", "order": "order.pdf", "dpa": "dpa.docx"}
    first = across(review_of(deal, one))[f"{rule} {files[other]}"]
    second = across(review_of(deal, other))[f"{rule} {files[one]}"]
    assert first == second
    texts = {r["document"]["id"]: r for r in (review_of(deal, one), review_of(deal, other))}
    for side in ("a", "b"):
        place = first[side]
        review = texts[place["document_id"]]
        start, end = place["span"]
        assert review["document"]["text"][start:end] == place["text"]
        assert first[f"{side}_clause_id"] in {c["id"] for c in review["clauses"]}


def test_the_conflict_says_which_document_prevails(deal: Run) -> None:
    found = across(review_of(deal, "msa"))
    law = found["governing_law_differs order.pdf"]["why"]
    assert "order.pdf prevails over msa.docx under clause 3 of msa.docx" in law
    assert "Ireland" in law
    training = found["no_training_vs_improvement_licence dpa.docx"]["why"]
    assert "dpa.docx prevails over msa.docx under clause 2 of dpa.docx" in training
    ranks = [one["order"] for one in review_of(deal, "dpa")["deal"]["precedence"]]
    order_id, msa_id = (review_of(deal, stem)["document"]["id"] for stem in ("order", "msa"))
    assert [[order_id], [msa_id]] in [[rank[0]["document_ids"] for rank in o] for o in ranks]


@pytest.mark.parametrize("stem", ["msa", "dpa"])
def test_each_redline_changes_its_own_words_only(deal: Run, stem: str) -> None:
    folder = deal[0]
    review = review_of(deal, stem)
    for edit in (e for s in review["suggestions"] for e in s["edits"]):
        assert review["document"]["text"][edit["span"][0] : edit["span"][1]] == edit["original"]
    draft = (folder / "out" / f"{stem}.redline.docx").read_bytes()
    original = (folder / f"{stem}.docx").read_bytes()
    assert read_bytes(reject(draft), "a.docx").text == read_bytes(original, "a.docx").text
    assert review["redline"]["refused"] == []


def test_the_report_names_the_other_document_and_quotes_it(deal: Run) -> None:
    folder = deal[0]
    review_of(deal, "msa")
    page = (folder / "out" / "msa.report.html").read_text("utf-8")
    conflicts = page.split('id="conflicts"')[1].split("</section>")[0]
    assert "of <strong>dpa.docx</strong>" in conflicts
    assert "to train, fine-tune or evaluate any model" in conflicts
    assert "order.pdf prevails over msa.docx" in conflicts


def test_a_file_that_cannot_be_read_is_not_seen_and_what_it_may_hold_is_not_missing(
    tmp_path: Path,
) -> None:
    words = MSA.replace("the Data Processing Addendum, ", "")
    (tmp_path / "msa.docx").write_bytes(docx(words))
    (tmp_path / "security-exhibit.docx").write_bytes(docx(DPA)[:300])
    missing = {}
    for name, more in (("alone", []), ("deal", [tmp_path / "security-exhibit.docx"])):
        out = ("--together", "--out", tmp_path / name)
        done = clausewright(tmp_path / "home", "review", tmp_path / "msa.docx", *more, *out)
        assert done.returncode == (3 if more else 0), done.stderr
        review = json.loads((tmp_path / name / "msa.review.json").read_text("utf-8"))
        missing[name] = {m["type"] for m in review["missing"]}
    (told,) = [n for n in review["deal"]["not_seen"] if "could not be read" in n]
    assert "security-exhibit.docx" in told
    assert missing["deal"] <= missing["alone"]
