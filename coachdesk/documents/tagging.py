"""A ReportLab canvas that writes tagged PDF (PDF/UA-1): ReportLab itself cannot.

Structure elements are made in reading order with `element`; what is drawn inside
`content(element)` belongs to that element, what is drawn inside `artifact()` to none. An element
may get content on several pages, which is how a table over many pages remains one table. Fields to
fill in (`add_field`) are content of their elements too.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject
from reportlab.pdfgen.canvas import Canvas

from coachdesk.documents.fonts import Run, face
from coachdesk.kernel.overriding import override

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """A text without control characters and lone surrogates, which no paper can hold."""
    return _UNPRINTABLE.sub("", text)


def text_string(text: str) -> str:
    """A text as PDF source, in UTF-16."""
    return f"<FEFF{printable(text).encode('utf-16-be').hex()}>"


class Element(PDFObject):
    """A node of the structure tree; `source` is PDF source of its further entries."""

    def __init__(self, role: str, parent: str, source: str) -> None:
        """Use `TaggedCanvas.element`, which puts the element into its file."""
        self.role = role
        self.name = ""
        self._parent = parent
        self.source = source
        self._kids: list[str | tuple[str, int | str]] = []

    def add_child(self, name: str) -> None:
        """Append the element that has this name in the file."""
        self._kids.append(name)

    def add_content(self, page: str, number: int) -> None:
        """Append marked content by its page's name and its number on that page."""
        self._kids.append((page, number))

    def add_object(self, page: str, name: str) -> None:
        """Append an annotation by its page's name and its own."""
        self._kids.append((page, name))

    def format(self, document: PDFDocument) -> bytes:
        """The element as a PDF object."""
        numbers = document.idToObjectNumberAndVersion
        pages = [kid[0] for kid in self._kids if isinstance(kid, tuple)]
        home = pages[0] if pages else ""
        kids = [self._kid(kid, home, numbers) for kid in self._kids]
        page = f"/Pg {numbers[home][0]} 0 R" if home else ""
        entries = f"/P {numbers[self._parent][0]} 0 R{page}{self.source}/K[{' '.join(kids)}]"
        return f"<</Type/StructElem/S/{self.role}{entries}>>".encode("ascii")

    @staticmethod
    def _kid(
        kid: str | tuple[str, int | str], home: str, numbers: dict[str, tuple[int, int]]
    ) -> str:
        if isinstance(kid, str):
            return f"{numbers[kid][0]} 0 R"
        page, content = kid
        if isinstance(content, str):
            return f"<</Type/OBJR/Pg {numbers[page][0]} 0 R/Obj {numbers[content][0]} 0 R>>"
        if page == home:
            return str(content)
        return f"<</Type/MCR/Pg {numbers[page][0]} 0 R/MCID {content}>>"


class _Annotation(PDFObject):
    """An annotation on a page; `source` is PDF source of what makes it the one it is."""

    def __init__(self, page: str, key: int, source: str) -> None:
        self._page, self._key, self._source = page, key, source

    def format(self, document: PDFDocument) -> bytes:
        page = document.idToObjectNumberAndVersion[self._page][0]
        entries = f"/P {page} 0 R/StructParent {self._key}{self._source}"
        return f"<</Type/Annot{entries}>>".encode("ascii")


class _Form(PDFObject):
    """The fields of a file, in their order, and what they share."""

    def __init__(self) -> None:
        self.source = ""
        self.fields: list[str] = []

    def format(self, document: PDFDocument) -> bytes:
        del document
        return f"<</Fields[{' '.join(self.fields)}]{self.source}>>".encode("ascii")


class _Root(PDFObject):
    """The root of the structure tree, and which elements hold what is on pages.

    For each page the elements of its marked contents, for each annotation its only element.
    """

    def __init__(self) -> None:
        self.document_element = ""
        self.holders: list[list[str] | str] = []

    def format(self, document: PDFDocument) -> bytes:
        numbers = document.idToObjectNumberAndVersion
        rows = (
            f"{key} {numbers[holder][0]} 0 R"
            if isinstance(holder, str)
            else f"{key}[{' '.join(f'{numbers[name][0]} 0 R' for name in holder)}]"
            for key, holder in enumerate(self.holders)
        )
        first = numbers[self.document_element][0]
        tree = f"<</Type/StructTreeRoot/K {first} 0 R/ParentTree<</Nums[{' '.join(rows)}]>>>>"
        return tree.encode("ascii")


class _Info(pdfdoc.PDFInfo):
    """What the file says of itself: its title, and no dates, so equal papers are equal bytes."""

    @override
    def format(self, document: PDFDocument) -> bytes:
        return f"<</Title {text_string(self.title)}/Producer(CoachDesk)>>".encode("ascii")


def _packed(source: str) -> pdfdoc.PDFStream:
    """What is drawn on a page, deflated at once: ReportLab keeps all pages until the end."""
    packed = pdfdoc.PDFStream(content=pdfdoc.PDFZCompress.encode(source))
    packed.dictionary["Filter"] = pdfdoc.PDFArray([pdfdoc.PDFName("FlateDecode")])
    return packed


class TaggedCanvas(Canvas):
    """A canvas for pages with a structure tree, A4 unless told; `finish` gives the file."""

    _doc: Any  # the stubs know only a part of ReportLab's PDFDocument
    _annotationrefs: list[Any]  # nor do they know this

    def __init__(self, title: str, language: str) -> None:
        """Start a file; `language` holds for all that does not state its own."""
        super().__init__(
            BytesIO(),
            pagesize=A4,
            pageCompression=0,
            invariant=1,
            pdfVersion=(1, 7),
            initialFontName=face().name,  # type: ignore[arg-type]  # the stub is wrong
            lang=language,
        )
        # Deflate alone: ReportLab's own page compression adds an ASCII layer on top of it.
        self._doc.defaultStreamFilters = [pdfdoc.PDFZCompress]
        self._doc.info = _Info()
        title = printable(title)
        self.setTitle(title)
        self.setViewerPreference("DisplayDocTitle", "true")
        metadata = pdfdoc.XMP(creator=lambda _: _XMP.format(title=escape(title)).encode())
        self._doc.Catalog.Metadata = metadata
        self._doc.Catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
        self._root = _Root()
        self._root_name = self._doc.Reference(self._root).name
        self._doc.Catalog.StructTreeRoot = self._root
        self.document = self._register(Element("Document", self._root_name, ""))
        self._root.document_element = self.document.name
        self._contents: list[str] = []
        self._unwritten: list[Element] = []
        self._bookmarks = 0
        self._form = _Form()

    def _register(self, element: Element) -> Element:
        element.name = self._doc.Reference(element).name
        return element

    def element(self, role: str, parent: Element, source: str = "") -> Element:
        """A new element, the last child of its parent."""
        child = self._register(Element(role, parent.name, source))
        self._unwritten.append(child)
        parent.add_child(child.name)
        return child

    @contextmanager
    def content(self, element: Element) -> Iterator[None]:
        """What is drawn inside is content of the element."""
        self.addLiteral(self.mark(element))
        yield
        self.addLiteral("EMC")

    def mark(self, element: Element, source: str = "") -> str:
        """The operator that begins content of the element; an `EMC` is to end it."""
        number = len(self._contents)
        self._contents.append(element.name)
        element.add_content(self._doc.thisPageName(), number)
        return f"/{element.role}<</MCID {number}{source}>>BDC"

    @contextmanager
    def artifact(self, source: str = "") -> Iterator[None]:
        """What is drawn inside is decoration or page furniture, not read aloud."""
        self.addLiteral(f"/Artifact<<{source}>>BDC" if source else "/Artifact BMC")
        yield
        self.addLiteral("EMC")

    def add(self, thing: PDFObject) -> str:
        """Put an object into the file; the PDF source that refers to it."""
        name = self._doc.Reference(thing).name
        return f"{self._doc.idToObjectNumberAndVersion[name][0]} 0 R"

    @property
    def fonts(self) -> str:
        """The PDF source that refers to the fonts in which texts are encoded."""
        return f"{self._doc.idToObjectNumberAndVersion[pdfdoc.BasicFonts][0]} 0 R"

    @property
    def field_count(self) -> int:
        """How many fields to fill in there are."""
        return len(self._form.fields)

    def start_form(self, source: str) -> None:
        """Before the first field: PDF source of what the fields share."""
        self._form.source = source
        self._doc.Catalog.AcroForm = self._form

    def add_field(self, element: Element, source: str) -> None:
        """A field on the page, of which `source` is PDF source, as content of the element."""
        page = self._doc.thisPageName()
        annotation = _Annotation(page, len(self._root.holders), source)
        self._form.fields.append(self.add(annotation))
        self._root.holders.append(element.name)
        element.add_object(page, self._doc.Reference(annotation).name)
        self._annotationrefs.append(self._doc.Reference(annotation))

    def encode(self, run: Run) -> Iterator[tuple[str, bytes]]:
        """The run's codes, in parts, each with the name of the font they belong to."""
        font = run.face.font
        for subset, codes in font.splitString(run.text, self._doc):
            yield font.getSubsetInternalName(subset, self._doc), codes

    def bookmark(self, title: str, level: int, top: float) -> None:
        """An entry in the outline that leads to this height of the current page."""
        self._bookmarks += 1
        key = f"b{self._bookmarks}"
        self.bookmarkHorizontalAbsolute(key, top)
        self.addOutlineEntry(" ".join(printable(title).split()), key, level)

    @override
    def showPage(self) -> None:
        """End the page and tie its contents to their elements."""
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = len(self._root.holders)
        page.Tabs = pdfdoc.PDFName("S")
        page.Contents = _packed(page.stream)
        page.stream = None
        self._root.holders.append(self._contents)
        self._contents = []

    def end_part(self) -> None:
        """All elements but `document` are complete: keep their source, which is small."""
        for element in self._unwritten:
            self._doc.idToObject[element.name] = element.format(self._doc)
        self._unwritten.clear()

    def finish(self) -> bytes:
        """The whole file; nothing can be drawn afterwards."""
        data: bytes = self.getpdfdata()  # type: ignore[no-untyped-call]  # no stub
        return data
