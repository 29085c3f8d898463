from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.terms import Parties, Party, norms
from pipeline.types.span import Span

ACME = Party("Acme Models Inc.", "supplier", ("Acme",), Span(0, 0))
BANK = Party("Northwind Bank plc", "customer", ("Company",), Span(0, 0))
NAMED = Parties(customer=BANK, supplier=ACME)

ROWS = [
    # plain modal verbs
    pytest.param("Provider may use Customer Data.", ["permission supplier use"], id="may"),
    pytest.param("Customer shall pay all fees.", ["obligation customer pay"], id="shall"),
    pytest.param("The Supplier must notify the Customer.", ["obligation supplier notify"], id="must"),
    pytest.param("Vendor will provide the Services.", ["obligation supplier provide"], id="will"),
    pytest.param("The Client can export its data.", ["permission customer export"], id="can"),
    pytest.param("Customer may cancel the order.", ["permission customer cancel"], id="can begins cancel"),
    pytest.param("Customer shall pay a cancellation charge.", ["obligation customer pay"], id="can begins cancellation"),
    pytest.param("CUSTOMER SHALL PAY ALL FEES.", ["obligation customer PAY"], id="capitals"),
    pytest.param("Supplier shall promptly and securely delete the data.", ["obligation supplier delete"], id="adverbs"),
    pytest.param("Supplier shall, at its own cost, repair the defect.", ["obligation supplier repair"], id="a phrase between commas"),
    # negation and its scope
    pytest.param("Customer shall not copy the Software.", ["prohibition customer copy"], id="shall not"),
    pytest.param("We will not use your content.", ["prohibition supplier use"], id="will not, we"),
    pytest.param("You may not resell the Service.", ["prohibition customer resell"], id="may not, you"),
    pytest.param("You cannot sublicense it.", ["prohibition customer sublicense"], id="cannot"),
    pytest.param("We won't sell your data.", ["prohibition supplier sell"], id="won't"),
    pytest.param("You can’t share your password.", ["prohibition customer share"], id="can't, curly"),
    pytest.param("Supplier shall never disclose it.", ["prohibition supplier disclose"], id="never"),
    pytest.param("Supplier shall under no circumstances disclose it.", ["prohibition supplier disclose"], id="under no circumstances"),
    pytest.param("Neither party may assign this Agreement.", ["prohibition either assign"], id="neither party"),
    pytest.param("No Party shall disclose the terms.", ["prohibition either disclose"], id="no party"),
    pytest.param("Neither Customer nor Supplier shall disclose it.", ["prohibition either disclose"], id="neither A nor B"),
    pytest.param("In no event shall Supplier disclose Customer Data.", ["prohibition supplier disclose"], id="inverted"),
    pytest.param("Supplier may use the data but not to train models.", ["permission supplier use", "prohibition supplier train"], id="but not to"),
    pytest.param("Supplier may access the data and shall not copy it.", ["permission supplier access", "prohibition supplier copy"], id="two modals, one subject"),
    pytest.param("Customer shall not copy the Software, but may print the manual.", ["prohibition customer copy", "permission customer print"], id="the second modal is not negated"),
    pytest.param("We do not use your prompts to train models.", ["prohibition supplier use to train"], id="a promise in the present"),
    pytest.param("We do not warrant that it works.", [], id="a disclaimer is no prohibition"),
    pytest.param("Customer shall not be prohibited from using competing tools.", ["permission customer using"], id="not prohibited"),
    pytest.param("Neither party will be prohibited from using it in court.", ["permission either using"], id="a double negative"),
    # other words for may, must and must not
    pytest.param("Provider has the right to suspend access.", ["permission supplier suspend"], id="has the right"),
    pytest.param("We reserve the right, in our sole discretion, to change prices.", ["permission supplier change"], id="reserve the right"),
    pytest.param("Customer shall have no right to audit Supplier.", ["prohibition customer audit"], id="no right"),
    pytest.param("Customer is entitled to terminate.", ["permission customer terminate"], id="is entitled to"),
    pytest.param("Licensee is not permitted to modify the code.", ["prohibition customer modify"], id="is not permitted to"),
    pytest.param("Supplier is prohibited from selling the data.", ["prohibition supplier selling"], id="is prohibited from"),
    pytest.param("Customer agrees to pay the fees.", ["obligation customer pay"], id="agrees to"),
    pytest.param("You agree not to misuse the API.", ["prohibition customer misuse"], id="agree not to"),
    pytest.param("Supplier undertakes to delete the data.", ["obligation supplier delete"], id="undertakes to"),
    pytest.param("You are responsible for maintaining backups.", ["obligation customer maintaining"], id="responsible for doing"),
    pytest.param("Customer is solely responsible for its Content.", ["obligation customer be responsible"], id="responsible for a thing"),
    pytest.param("Processor is required to assist Controller.", ["obligation supplier assist"], id="is required to"),
    pytest.param("Supplier shall refrain from using the marks.", ["prohibition supplier using"], id="refrain from"),
    pytest.param("Supplier shall have the right, but not the obligation, to monitor use.", ["permission supplier monitor"], id="but not the obligation"),
    # no norm at all
    pytest.param("Neither party shall be liable for lost profits.", [], id="an exclusion of liability"),
    pytest.param("In no event will the Acme entities be liable.", [], id="liability, inverted"),
    pytest.param("Supplier does not make any warranty.", [], id="no warranty"),
    pytest.param("Supplier shall have no obligation to support it.", [], id="no obligation"),
    pytest.param("Customer is not required to renew.", [], id="not required"),
    pytest.param("Supplier need not give reasons.", [], id="need not"),
    pytest.param("This Agreement shall commence on 5 May 2026.", [], id="about the contract"),
    pytest.param("“User” shall mean a person.", [], id="a definition"),
    pytest.param("The term will be twelve months.", [], id="a state"),
    # grants and consents
    pytest.param("You grant us the right to use Your Content to improve our models.", ["permission supplier use to improve"], id="grant us the right"),
    pytest.param("Customer hereby grants to Provider a worldwide licence to host, copy and adapt the Materials.", ["permission supplier host, copy, adapt"], id="licence with three verbs"),
    pytest.param("Licensor grants Licensee a licence (with no right to sublicense) to install the Software.", ["permission customer install"], id="a remark in brackets"),
    pytest.param("You authorize us to charge your card.", ["permission supplier charge"], id="authorize"),
    pytest.param("Customer is hereby granted a right to use the Services.", ["permission customer use"], id="is granted"),
    pytest.param("Nothing in this Agreement permits Supplier to use Customer Data.", ["prohibition supplier use"], id="nothing permits"),
    pytest.param("Nothing in this Agreement prevents Customer from developing similar tools.", ["permission customer developing"], id="nothing prevents"),
    pytest.param("Customer does not grant Supplier any right to use its marks.", [], id="no grant is no permission"),
    # passive
    pytest.param("Customer Data may be used by Provider to train models.", ["permission supplier used to train"], id="agent after by"),
    pytest.param("Customer Data will not be used to train models.", ["prohibition supplier used to train"], id="customer data, nobody named"),
    pytest.param("Your prompts shall be stored in the EU.", ["obligation supplier stored"], id="prompts, nobody named"),
    pytest.param("Invoices shall be paid by Customer.", ["obligation customer paid"], id="by Customer"),
    pytest.param("No announcement shall be made by either party.", ["prohibition either made"], id="no subject"),
    pytest.param("Notices shall be sent to the address above.", ["obligation other sent"], id="nobody is named"),
    # who the actor is
    pytest.param("Either party may terminate.", ["permission either terminate"], id="either party"),
    pytest.param("The parties shall cooperate.", ["obligation either cooperate"], id="the parties"),
    pytest.param("The Receiving Party shall protect it.", ["obligation either protect"], id="receiving party"),
    pytest.param("Supplier and Customer shall cooperate.", ["obligation either cooperate"], id="both named"),
    pytest.param("Supplier and its Affiliates may use the Feedback.", ["permission supplier use"], id="with affiliates"),
    pytest.param("Customer's employees shall not share accounts.", ["prohibition customer share"], id="its people"),
    pytest.param("Third parties may not access it.", ["prohibition other access"], id="third parties"),
    pytest.param("Supplier shall ensure that its subcontractors do not use the data.", ["obligation supplier ensure", "prohibition supplier use"], id="those it answers for"),
    pytest.param("Supplier shall not, and shall ensure that others do not, use the data to train models.", ["prohibition supplier use to train", "obligation supplier ensure"], id="an aside before the verb"),
    # conditions and relative clauses
    pytest.param("If Customer shall fail to pay, Supplier may suspend.", ["permission supplier suspend"], id="a condition is no norm"),
    pytest.param("Supplier shall act as Customer may direct.", ["obligation supplier act"], id="as Customer may"),
    pytest.param("Supplier may use it unless Customer shall object.", ["permission supplier use"], id="unless"),
    pytest.param("Provided that Customer shall pay, Supplier may continue.", ["obligation customer pay", "permission supplier continue"], id="provided that keeps its duty"),
    # lists and purposes
    pytest.param("Customer shall not: (a) copy the Software; (b) sell it; or (c) decompile it.", ["prohibition customer copy", "prohibition customer sell", "prohibition customer decompile"], id="a list"),
    pytest.param("Supplier shall (a) report on (i) usage and (ii) quality; and (b) delete the data.", ["obligation supplier report", "obligation supplier delete"], id="a list in an item"),
    pytest.param("You will not:\n* rent the Service;\n* scrape it.", ["prohibition customer rent", "prohibition customer scrape"], id="bullets"),
    pytest.param("Customer shall provide the following: (a) name; (b) address.", ["obligation customer provide"], id="a list of things"),
    pytest.param("We may use Content to provide, maintain, and improve the Services.", ["permission supplier use to provide, maintain, improve"], id="three purposes"),
    pytest.param("Supplier shall not use the data except to provide the Services.", ["prohibition supplier use"], id="an exception is not the ban's purpose"),
    pytest.param("Provider may use inputs for training its models.", ["permission supplier use to training"], id="for training"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "want"), ROWS)
def test_norms(text: str, want: list[str]) -> None:
    assert [f"{n.modality} {n.actor} {n.action}" for n in norms(text, Parties())] == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        pytest.param("Acme may train its models.", ["permission supplier"], id="a short name"),
        pytest.param(
            "Acme Models Inc. shall host it.", ["obligation supplier"], id="the full name"
        ),
        pytest.param(
            "Company shall pay.", ["obligation customer"], id="Company is the customer here"
        ),
        pytest.param("We shall pay.", ["obligation supplier"], id="pronouns still count"),
    ],
)
def test_names_of_the_contract_decide(text: str, want: list[str]) -> None:
    assert [f"{n.modality} {n.actor}" for n in norms(text, NAMED)] == want


def test_spans_of_a_norm() -> None:
    text = "By signing, Provider may use Customer Data to train models."
    (norm,) = norms(text, Parties())
    assert norm.actor_span is not None
    assert norm.actor_span.slice(text) == "Provider"
    assert norm.core.slice(text) == "may use"
    assert norm.span.slice(text) == "Provider may use Customer Data to train models"
    assert norm.object == "Customer Data to train models"


def test_a_passive_norm_tells_its_subject() -> None:
    (norm,) = norms("Customer Data may be used by Provider to train models.", Parties())
    assert norm.object.startswith("Customer Data")


def test_an_item_takes_its_norm_from_the_lead_in() -> None:
    text = "copy the Software; or"
    (norm,) = norms(text, Parties(), "1.2 Customer shall not:")
    assert (norm.modality, norm.actor, norm.action) == ("prohibition", "customer", "copy")
    assert norm.core.slice(text) == "copy"
    assert norm.span.slice(text) == "copy the Software"
    assert norm.actor_span is None


def test_a_finished_parent_lends_nothing() -> None:
    assert norms("copy the Software", Parties(), "Customer shall not sell it.") == []


PIECES = st.sampled_from(
    "Customer Supplier you we Neither party shall may not will must be used by use train copy "
    "Customer_Data the Software , ; : . (a) (b) and or to grants a right if unless that which "
    "is entitled to responsible for in_no_event do not its Affiliates \n Nothing permits".split(" ")
)


@given(
    st.lists(PIECES, max_size=30).map(lambda words: " ".join(words).replace("_", " ")),
    st.booleans(),
)
def test_norms_lie_in_the_text_in_order(text: str, named: bool) -> None:
    found = norms(text, NAMED if named else Parties(), "Customer shall not:" if named else "")
    for norm in found:
        assert norm.action
        assert norm.span.covers(norm.core)
        assert norm.span.end <= len(text)
        assert norm.core.slice(text).strip() == norm.core.slice(text) != ""
        assert norm.actor_span is None or norm.actor_span.slice(text).strip()
    assert [n.core for n in found] == sorted(n.core for n in found)
