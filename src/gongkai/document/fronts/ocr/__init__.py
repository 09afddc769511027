"""Recognition of pictures of text, through the optional extra ``gongkai[ocr]``.

Only :mod:`~gongkai.document.fronts.ocr.engine` may be imported without the extra.
"""
