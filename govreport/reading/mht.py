"""Web archives (.mht, .mhtml, Word's «single file web page») and saved mail: MIME messages."""

from __future__ import annotations

from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser

from govreport.reading import html, text
from govreport.reading.document import Document, Note
from govreport.reading.errors import ReadingError
from govreport.reading.limits import Limits, exceeded
from govreport.text import Text

__all__ = ["read"]

# A mail offers the same text as a page and as plain text: the page is read.
_READERS = (("text/html", html.read), ("text/plain", text.read))


def read(data: bytes, source: str, limits: Limits) -> Document:
    """Read the page of a web archive; pictures and styles in it are left out.

    Where the first page holds no text of its own (a frame set, as Excel writes it), the others
    are read too. Lines are counted within the page.

    Raises:
        ReadingError: ``damaged`` where no page is in it, ``too-large``.
    """
    try:
        message = BytesParser(policy=policy.compat32).parsebytes(data.lstrip(b"\xef\xbb\xbf\r\n"))
        parts = [part for part in message.walk() if not part.is_multipart()]
    except RecursionError as error:
        raise exceeded("nesting", limits) from error
    pages = _pages(parts, source, limits)
    if not pages:
        raise ReadingError(
            "damaged",
            Text(
                zh="网页归档文件中没有网页，可能不完整；请重新保存",
                en="there is no page in this web archive; it may be cut short: save it again",
            ),
        )
    if pages[0].blocks:
        del pages[1:]
    return Document(
        source,
        "mht",
        [block for page in pages for block in page.blocks],
        [note for page in pages for note in page.notes] + list(_attachments(parts)),
        next((page.title for page in pages if page.title), None) or _subject(message),
    )


def _pages(parts: list[Message], source: str, limits: Limits) -> list[Document]:
    for media_type, reader in _READERS:
        bodies = [
            part.get_payload(decode=True)
            for part in parts
            if part.get_content_type() == media_type and not _is_attachment(part)
        ]
        if bodies:
            return [reader(body, source, limits) for body in bodies if isinstance(body, bytes)]
    return []


def _attachments(parts: list[Message]) -> Iterator[Note]:
    for part in parts:
        if _is_attachment(part):
            name = _decoded(part.get_filename() or part.get_content_type())
            yield Note(
                "attachment",
                Text(f"邮件带有附件：{name}", f"the message has an attached file: {name}"),
            )


def _is_attachment(part: Message) -> bool:
    return part.get_content_disposition() == "attachment"


def _subject(message: Message) -> str | None:
    subject = message.get("Subject")
    return _decoded(str(subject)).strip() or None if subject else None


def _decoded(value: str) -> str:
    try:
        return str(make_header(decode_header(value)))
    except (MessageError, LookupError, ValueError):
        return value
