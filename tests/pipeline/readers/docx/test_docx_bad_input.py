"""Bad Word files: each is read right or refused in one line, soon and in little memory."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import UnreadableFile
from pipeline.readers import read, read_bytes
from pipeline.readers.limits import Limits
from tests.pipeline.readers.docx.parts import control
from tests.pipeline.redline.word_xml import DECLARATION, NAMESPACES, W, p, r, word_file

MAIN = "word/document.xml"
WORDS = "The Supplier shall keep records for 30 days."
GOOD = word_file(p(r(WORDS)))
FRUGAL = Limits(max_memory_mb=512)
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes], *more: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in [*parts.items(), *more]:
            archive.writestr(name, content)
    return out.getvalue()


def changed(**parts: bytes | None) -> bytes:
    """The good file with parts put or, where None, left out; "__" stands for "/"."""
    held = parts_of(GOOD)
    for key, content in parts.items():
        held.pop(key, None)
        if content is not None:
            held[key] = content
    return packed(held)


def with_main(content: bytes) -> bytes:
    return changed(**{MAIN: content})


def document(body: str, doctype: str = "") -> bytes:
    return (
        f"{DECLARATION}{doctype}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    ).encode()


def flagged(data: bytes) -> bytes:
    """The file with the encryption bit of every entry set."""
    out = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = out.find(signature)
        while at >= 0:
            out[at + offset] |= 1
            at = out.find(signature, at + 4)
    return bytes(out)


def lying(data: bytes, name: str, size: int) -> bytes:
    """The file with another unpacked size in the central directory for one part."""
    out = bytearray(data)
    at = out.find(b"PK\x01\x02")
    while at >= 0:
        length = int.from_bytes(out[at + 28 : at + 30], "little")
        if out[at + 46 : at + 46 + length].decode() == name:
            out[at + 24 : at + 28] = size.to_bytes(4, "little")
        at = out.find(b"PK\x01\x02", at + 4)
    return bytes(out)


def linked() -> bytes:
    out = io.BytesIO(GOOD)
    with zipfile.ZipFile(out, "a") as archive:
        info = zipfile.ZipInfo("word/media/a.png")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    return out.getvalue()


def twice() -> bytes:
    with pytest.warns(UserWarning, match="Duplicate name"):
        return packed(parts_of(GOOD), (MAIN, document(p(r("another text")))))


def corrupt() -> bytes:
    content = document(p(r("".join(random.Random(1).choices("abcdefghij ", k=4000)))))
    data = bytearray(with_main(content))
    at = data.find(MAIN.encode()) + 400
    data[at : at + 40] = b"\x55" * 40
    return bytes(data)


def broken_member(name: str) -> bytes:
    """The file with one more part whose bytes are no longer what they were."""
    out = io.BytesIO(GOOD)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, "<a>twelve</a>")
    return out.getvalue().replace(b"<a>twelve</a>", b"<x!twelve</a>", 1)


def tags_without_end() -> bytes:
    """Random tags, so that they do not pack too well to be believed."""
    names = random.Random(1).randbytes(1_300_000).hex()
    return with_main(document("<a" + "/><a".join(names) + "/>"))


def laughs() -> str:
    rows = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE x [<!ENTITY l0 "ha">{rows}]>'


def external(target: str) -> str:
    return f'<!DOCTYPE x [<!ENTITY e SYSTEM "{target}">]>'


ENTITY = p("<w:r><w:t>&e;</w:t></w:r>")
BODY_ONLY = f'<w:styles xmlns:w="{W}"/>'.encode()

REFUSED: list[object] = [
    pytest.param(lambda: b"PK\x05\x06" + b"\0" * 18, "not a .docx", id="empty archive"),
    pytest.param(lambda: GOOD[: len(GOOD) // 2], "damaged or cut off", id="cut in half"),
    pytest.param(lambda: GOOD[:200], "damaged or cut off", id="cut after its first part began"),
    pytest.param(lambda: GOOD[:-30], "damaged or cut off", id="end of the directory cut off"),
    pytest.param(corrupt, "is damaged", id="bytes overwritten inside a part"),
    pytest.param(lambda: flagged(GOOD), "password", id="entries flagged as encrypted"),
    pytest.param(
        lambda: OLE + "WordDocument".encode("utf-16-le"), r"old Word file \(\.doc\)", id="renamed"
    ),
    pytest.param(
        lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "password", id="protected by Word"
    ),
    pytest.param(
        lambda: packed({"inner.docx": GOOD}), "zip archive", id="Word file zipped once more"
    ),
    pytest.param(
        lambda: with_main(document(" " * 300_000_000)), "300 MB|286 MB", id="bomb of 300 MB"
    ),
    pytest.param(
        lambda: with_main(document(p(r("a")) * 1_000_000)), "to 1", id="bomb of 75 MB of paragraphs"
    ),
    pytest.param(tags_without_end, "tags; at most 2,500,000", id="tags without end"),
    pytest.param(
        lambda: changed(**{"word/media/a.bin": b"\0" * 9_000_000}),
        "to 1",
        id="bomb not referred to",
    ),
    pytest.param(
        lambda: lying(GOOD, MAIN, 10), "is damaged|not well-formed", id="part larger than it says"
    ),
    pytest.param(
        lambda: lying(with_main(document(p(r("a")) * 1_000_000)), MAIN, 9000),
        "is damaged|not well-formed",
        id="bomb that says it is small",
    ),
    pytest.param(
        lambda: lying(GOOD, MAIN, 2**32 - 2), "unpacks to", id="part smaller than it says"
    ),
    pytest.param(
        lambda: packed(parts_of(GOOD), *((f"word/x{n}.xml", b"") for n in range(2001))),
        "2,005 parts; at most 2,000",
        id="too many parts",
    ),
    pytest.param(lambda: changed(**{"../evil.xml": b"x"}), "outside the file", id="name with .."),
    pytest.param(
        lambda: changed(**{"word/../../evil.xml": b"x"}), "outside the file", id=".. in the middle"
    ),
    pytest.param(lambda: changed(**{"..\\evil.xml": b"x"}), "outside the file", id="back-slashes"),
    pytest.param(lambda: changed(**{"/etc/evil": b"x"}), "outside the file", id="absolute name"),
    pytest.param(lambda: changed(**{"C:\\evil": b"x"}), "outside the file", id="name with a drive"),
    pytest.param(linked, "symbolic link", id="symbolic link"),
    pytest.param(twice, "stands twice", id="main part twice"),
    pytest.param(
        lambda: changed(**{"word/Document.xml": document(p(r("other text")))}),
        "parts 'word/document.xml' and 'word/Document.xml' differ only in case",
        id="main part twice but for case",
    ),
    pytest.param(
        lambda: changed(**{"word/a.bin": b"1", "word/A.bin": b"2"}), "in case", id="any part so"
    ),
    pytest.param(lambda: changed(**{"_rels/.rels": None}), "list of its parts", id="no list"),
    pytest.param(
        lambda: changed(**{"_rels/.rels": b"<x"}),
        r"'_rels/.rels' is not well-formed",
        id="bad list",
    ),
    pytest.param(
        lambda: changed(**{MAIN: None, "word/other.xml": b"<x/>"}), "no main document", id="no main"
    ),
    pytest.param(lambda: with_main(b""), "not well-formed", id="main part empty"),
    pytest.param(
        lambda: with_main(BODY_ONLY), "not a Word document", id="main part of another kind"
    ),
    pytest.param(lambda: with_main(document("<w:p>")), "not well-formed", id="main part broken"),
    pytest.param(
        lambda: with_main(document(p(r("a\x00b")))), "not well-formed", id="NUL in the XML"
    ),
    pytest.param(
        lambda: with_main(document(p(r("&#0;")))), "not well-formed", id="NUL as a reference"
    ),
    pytest.param(
        lambda: word_file(p(r("a")), {"styles": "<w:style>"}), "'word/styles.xml'", id="bad styles"
    ),
    pytest.param(
        lambda: word_file(p(r("a")), {"header1": "<w:p>"}), "'word/header1.xml'", id="bad header"
    ),
    pytest.param(
        lambda: with_main(document(ENTITY, external("file:///etc/passwd"))), "DOCTYPE", id="file"
    ),
    pytest.param(
        lambda: with_main(document(ENTITY, external("http://127.0.0.1:9/x"))), "DOCTYPE", id="net"
    ),
    pytest.param(
        lambda: with_main(document(ENTITY, '<!DOCTYPE x [<!ENTITY e "within">]>')),
        "DOCTYPE",
        id="entity within",
    ),
    pytest.param(
        lambda: with_main(document(p(r("a")), "<!DOCTYPE x>")), "DOCTYPE", id="bare DOCTYPE"
    ),
    pytest.param(
        lambda: with_main(document(p(r("a")), " " * 1000 + '<!DOCTYPE x SYSTEM "x.dtd">')),
        "DOCTYPE",
        id="DOCTYPE far down",
    ),
    pytest.param(
        lambda: with_main(document(p(r("&l9;")), laughs())), "DOCTYPE", id="billion laughs"
    ),
    *(
        pytest.param(
            lambda name=name, form=form, head=head: changed(
                **{name: f"{head}{external('http://127.0.0.1:9/x')}<a>&e;</a>".encode(form)}
            ),
            f"part '{name}' has a DOCTYPE",
            id=f"DOCTYPE in a part not read, {what}",
        )
        for name, form, head, what in (
            ("customXml/item1.xml", "utf-8", "", "plain"),
            ("word/_rels/gone.xml.rels", "utf-8", DECLARATION, "relationships"),
            ("word/THEME.XML", "utf-8", "\ufeff", "name in capitals, byte order mark"),
            ("a.xml", "utf-16", "", "UTF-16"),
            (
                "a.xml",
                "utf-16-le",
                '<?xml version="1.0" encoding="UTF-16"?>',
                "UTF-16 without mark",
            ),
            ("a.xml", "utf-16-be", '<?xml version="1.0" encoding="UTF-16"?>', "UTF-16, big end"),
            ("a.xml", "utf-8", f"<!-- {'x' * 9000} -->\n", "after a long comment"),
            ("a.xml", "utf-8", "<?a b?>" * 2000, "after many instructions"),
            ("a.xml", "utf-16", "not XML ", "in what is not XML"),
        )
    ),
    pytest.param(
        lambda: changed(
            **{"a.xml": f"<!--{random.Random(1).randbytes(600_000).hex()}-->".encode()}
        ),
        "'a.xml' begins with over 1,048,576 bytes of nothing",
        id="a head too long to be looked through",
    ),
    pytest.param(
        lambda: broken_member("customXml/item1.xml"),
        "'customXml/item1.xml' is damaged",
        id="unread",
    ),
    pytest.param(
        lambda: with_main(document(p(r("a"))).replace(W.encode(), STRICT.encode())),
        "Strict Open XML",
        id="strict",
    ),
    pytest.param(
        lambda: with_main(document(p("<w:ins>" * 100_000 + r("a") + "</w:ins>" * 100_000))),
        "nested too deeply|to 1",
        id="insertions nested a hundred thousand deep",
    ),
    pytest.param(
        lambda: with_main(document(p("<w:ins>" * 1000 + r("a") + "</w:ins>" * 1000))),
        "nested too deeply",
        id="insertions nested nine thousand deep",
    ),
]


@pytest.mark.parametrize(("make", "reason"), REFUSED)
def test_refused_in_one_line(make: Callable[[], bytes], reason: str, tmp_path: Path) -> None:
    data = make()
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile, match=reason) as caught:
        read_bytes(data, "a.docx")
    message = str(caught.value)
    assert message.startswith("a.docx: ")
    assert "\n" not in message
    with pytest.raises(UnreadableFile) as limited:
        read(path, FRUGAL)
    assert str(limited.value) == message  # not for want of memory or time


def utf16() -> bytes:
    content = document(p(r(WORDS))).decode().replace("UTF-8", "UTF-16")
    return with_main(content.encode("utf-16"))


def deep(wrap: Callable[[str], str], times: int) -> bytes:
    body = p(r(WORDS))
    for _ in range(times):
        body = wrap(body)
    return word_file(body)


def boxed(content: str) -> str:
    return p(f"<w:r><w:pict><w:txbxContent>{content}</w:txbxContent></w:pict></w:r>")


READ: list[object] = [
    pytest.param(lambda: GOOD, WORDS, id="sound"),
    pytest.param(utf16, WORDS, id="part in UTF-16"),
    pytest.param(
        lambda: with_main(b"\xef\xbb\xbf" + document(p(r(WORDS)))), WORDS, id="byte order mark"
    ),
    pytest.param(
        lambda: with_main(document(p(r("שכר טרחה \u202eabc\u202c")))),
        "שכר טרחה \u202eabc\u202c",
        id="right to left, with direction controls",
    ),
    pytest.param(lambda: with_main(document(p(r("𝔘𝔫𝔦 😀")))), "𝔘𝔫𝔦 😀", id="astral"),
    pytest.param(lambda: with_main(document(p(r("e\u0301")))), "e\u0301", id="combining mark"),
    pytest.param(
        lambda: with_main(document(p(r("&#x1D518;&amp;&lt;")))), "\U0001d518&<", id="references"
    ),
    pytest.param(
        lambda: changed(**{"word/_rels/document.xml.rels": None}), WORDS, id="no links of the body"
    ),
    pytest.param(
        lambda: packed({**parts_of(GOOD), "word/embeddings/inner.docx": GOOD}), WORDS, id="inner"
    ),
    pytest.param(
        lambda: changed(
            **{
                "a.xml": b"<!-- <!DOCTYPE x> --><a/>",
                "b.xml": b"<a><![CDATA[<!DOCTYPE x>]]></a>",
                "c.xml": "<!-- <!DOCTYPE x> --><a/>".encode("utf-16"),
                "d.xml": b"",
                "e.xml": bytes(range(256)),
                "f.svg": b"<!DOCTYPE svg><svg/>",
            }
        ),
        WORDS,
        id="parts not read in which no DOCTYPE rules",
    ),
    pytest.param(
        lambda: packed(
            {
                name.replace("document.xml", "Document.XML").replace("_rels/.", "_Rels/."): content
                for name, content in parts_of(GOOD).items()
            }
        ),
        WORDS,
        id="parts named in another case than their links",
    ),
    pytest.param(lambda: b"junk before\n" + GOOD, None, id="junk before the archive"),
    pytest.param(lambda: GOOD + b"\0" * 40, WORDS, id="padding after the archive"),
    pytest.param(lambda: with_main(document("")), "", id="no paragraph"),
    pytest.param(lambda: with_main(f'<w:document xmlns:w="{W}"/>'.encode()), "", id="no body"),
    pytest.param(lambda: deep(control, 100), WORDS, id="controls nested 100 deep"),
    pytest.param(lambda: deep(boxed, 40), "\n" * 40 + WORDS, id="boxes nested 40 deep"),
    pytest.param(
        lambda: deep(lambda x: f"<w:tbl><w:tr><w:tc>{x}</w:tc></w:tr></w:tbl>", 70),
        WORDS,
        id="tables nested 70 deep",
    ),
    pytest.param(
        lambda: word_file(
            "<w:tbl>"
            + "<w:sdt><w:sdtContent>" * 100
            + f"<w:tr><w:tc>{p(r(WORDS))}</w:tc></w:tr>"
            + "</w:sdtContent></w:sdt>" * 100
            + "</w:tbl>"
        ),
        WORDS,
        id="row in controls nested 100 deep",
    ),
]


@pytest.mark.parametrize(("make", "text"), READ)
def test_read_right(make: Callable[[], bytes], text: str | None) -> None:
    if text is None:
        with pytest.raises(UnreadableFile, match=r"not a \.docx"):
            read_bytes(make(), "a.docx")
    else:
        assert read_bytes(make(), "a.docx").text == text


def test_nothing_outside_is_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_bytes(document(p(r("secret"))))
    rels = parts_of(GOOD)["word/_rels/document.xml.rels"].decode()
    link = (
        '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/header" Target="file://{secret}" TargetMode="External"/></Relationships>'
    )
    rels = rels.replace("</Relationships>", link)
    document_read = read_bytes(changed(**{"word/_rels/document.xml.rels": rels.encode()}), "a.docx")
    assert document_read.text == WORDS
    assert "external" in [w.code for w in document_read.warnings]


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        pytest.param(Limits(max_chars=9), "too long", id="characters"),
        pytest.param(Limits(max_members=3), "4 parts; at most 3", id="parts"),
        pytest.param(Limits(max_inflated_bytes=500), "unpacks to", id="bytes unpacked"),
    ],
)
def test_each_limit_refuses(limits: Limits, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        read_bytes(GOOD, "a.docx", limits)
