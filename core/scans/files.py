"""What a scan's file is, by its first bytes; whether it can be read; a PDF in pieces."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from core.errors import FILE_TOO_LARGE, NOT_A_SCAN, SCAN_DAMAGED, SCAN_LOCKED, UserError

LARGEST_BYTES = 32 * 2**20
"""Of one file, as of every attachment (storage/blobs.py)."""
LARGEST_STACK_BYTES = 512 * 2**20
"""Of a PDF that holds a whole batch and is cut into sheets before anything is kept."""
MOST_PIXELS = 40_000_000
"""A4 at 600 dpi has 35 million, A3 at 400 dpi 31; each takes four bytes of memory while it is opened."""
MOST_PAGES = 60
"""Of one sheet; a longer file is a batch, or the wrong one."""
PDF_HEAD = 1024
"""Bytes in which a PDF says that it is one (ISO 32000, annex H.3)."""
SUFFIXES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".pdf")
"""How files that may be scans are called; what they are, their bytes say."""

_DATED = re.compile(rb"/CreationDate ?\(D:(\d{14})")
_NAMED = re.compile(rb"/ID ?\[ ?<([0-9A-Fa-f]+)> ?<([0-9A-Fa-f]+)> ?\]")
_INFO = re.compile(rb"/Info (\d+) 0 R")
NO_DATE = b"19700101000000"

PDFIUM = threading.RLock()
"""pdfium takes one thread at a time."""


@dataclass(frozen=True)
class ScanFile:
    """What was found in a file that can be shown."""

    format: str
    """jpeg, png, tiff or pdf."""
    pages: int


def format_of(data: bytes) -> str:
    """jpeg, png, tiff, pdf, or "" for anything else."""
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith((b"II*\x00", b"MM\x00*")):
        return "tiff"
    return "pdf" if b"%PDF-" in data[:PDF_HEAD] else ""


def examined(name: str, data: bytes) -> ScanFile:
    """What the file holds: of a picture every page is decoded to its end, of a PDF every page is opened.

    pdfium shows what it can of a PDF's damaged page and does not tell: only a person sees that.
    Raises UserError NOT_A_SCAN, SCAN_DAMAGED, SCAN_LOCKED, FILE_TOO_LARGE; all name the file.
    """
    kind = format_of(data)
    if not kind:
        raise UserError(NOT_A_SCAN, file=name)
    if len(data) > LARGEST_BYTES:
        raise UserError(FILE_TOO_LARGE, file=name, limit=f"{LARGEST_BYTES // 2**20} MB")
    pages = _pdf_pages(name, data) if kind == "pdf" else _picture_pages(name, data)
    if pages > MOST_PAGES:
        raise UserError(FILE_TOO_LARGE, file=name, limit=f"{MOST_PAGES} p.")
    return ScanFile(kind, pages)


def count_pages(name: str, data: bytes) -> int:
    """Pages of a PDF that may hold a whole batch. Raises UserError as `examined` does."""
    if format_of(data) != "pdf":
        raise UserError(NOT_A_SCAN, file=name)
    if len(data) > LARGEST_STACK_BYTES:
        raise UserError(FILE_TOO_LARGE, file=name, limit=f"{LARGEST_STACK_BYTES // 2**20} MB")
    return _pdf_pages(name, data)


def cut(name: str, data: bytes, pages: Sequence[int]) -> bytes:
    """A PDF of some pages (from 0) of another: what does not belong to a sheet is not kept with it.

    The same pages are the same bytes, so that a stack that comes twice is not kept twice.
    """
    import io

    import pypdfium2

    with opened_pdf(name, data) as whole:
        piece = pypdfium2.PdfDocument.new()
        try:
            piece.import_pages(whole, list(pages))
            written = io.BytesIO()
            piece.save(written)
        finally:
            piece.close()
    return _undated(written.getvalue())


@contextmanager
def opened_pdf(name: str, data: bytes) -> Iterator[Any]:
    """The PDF, by one thread at a time. Raises UserError SCAN_LOCKED, SCAN_DAMAGED."""
    import pypdfium2
    from pypdfium2 import raw

    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            locked = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD
            raise UserError(SCAN_LOCKED if locked else SCAN_DAMAGED, file=name) from error
        try:
            yield document
        except pypdfium2.PdfiumError as error:
            raise UserError(SCAN_DAMAGED, file=name) from error
        finally:
            document.close()


def _undated(data: bytes) -> bytes:
    """The PDF as pdfium wrote it, without the time and the random name it was given; as long as before."""
    made = bytearray(data)
    trailer = made.rfind(b"trailer")
    if trailer < 0:
        return data
    named, info = _NAMED.search(made, trailer), _INFO.search(made, trailer)
    if named:
        for begin, end in (named.span(1), named.span(2)):
            made[begin:end] = b"0" * (end - begin)
    if info:
        begin = _place_of(made, int(info.group(1)))
        dated = _DATED.search(made, begin, made.find(b"endobj", begin))
        if dated:
            made[slice(*dated.span(1))] = NO_DATE
    return bytes(made)


def _place_of(data: bytearray, number: int) -> int:
    """Where an object begins, as the table of a PDF that was written in one go says."""
    table = int(data[data.rfind(b"startxref") + len(b"startxref") :].split()[0])
    entries = data[table : data.rfind(b"trailer")].split()[
        3:
    ]  # xref 0 count, then three words each
    return int(entries[3 * number])


def _pdf_pages(name: str, data: bytes) -> int:
    with opened_pdf(name, data) as document:
        pages = len(document)
        for number in range(pages):
            page = document[number]
            width, height = page.get_size()
            page.close()
            if width <= 0 or height <= 0:
                raise UserError(SCAN_DAMAGED, file=name)
    if not pages:
        raise UserError(SCAN_DAMAGED, file=name)
    return pages


def _picture_pages(name: str, data: bytes) -> int:
    from io import BytesIO

    from PIL import Image

    try:
        with Image.open(BytesIO(data), formats=("JPEG", "PNG", "TIFF")) as found:
            pages = getattr(found, "n_frames", 1)
            for number in range(min(pages, MOST_PAGES)):
                found.seek(number)
                if found.width * found.height > MOST_PIXELS:
                    limit = f"{MOST_PIXELS // 1_000_000} MP"
                    raise UserError(FILE_TOO_LARGE, file=name, limit=limit)
                found.load()  # a file that was cut off fails here, not when somebody needs it
    except UserError:
        raise
    except Exception as error:  # a broken file fails in a hundred ways inside the decoders
        raise UserError(SCAN_DAMAGED, file=name) from error
    return int(pages)
