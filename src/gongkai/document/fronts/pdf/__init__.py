"""PDF: text and ruling lines as pdfium gives them; pages that are pictures go to recognition."""

from gongkai.document.fronts.pdf.reading import read_pdf

__all__ = ["read_pdf"]
