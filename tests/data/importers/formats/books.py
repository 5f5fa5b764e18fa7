"""Workbooks as tests need them: good ones from xlsxwriter, hostile ones written part by part."""

from __future__ import annotations

import zipfile
from base64 import b64decode
from collections.abc import Callable, Mapping
from pathlib import Path
from zlib import decompress

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

PEOPLE = [["id", "name", "kind", "school"], ["007", "Zoë", "staff", "oak"]]
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'
RELATION = f'<Relationship Id="rId1" Type="{OFFICE}/%s" Target="%s"/>'
SHEET = f'<worksheet xmlns="{MAIN}"><sheetData>%s</sheetData></worksheet>'
BOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="people" sheetId="1" r:id="rId1"/></sheets>'
    "</workbook>"
)
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "_rels/.rels": RELATIONS % (RELATION % ("officeDocument", "xl/workbook.xml")),
    "xl/workbook.xml": BOOK,
    "xl/_rels/workbook.xml.rels": RELATIONS % (RELATION % ("worksheet", "worksheets/sheet1.xml")),
}
ODS_PARTS = {
    "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
    "META-INF/manifest.xml": '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
}
ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="people">%s</table:table></office:spreadsheet></office:body></office:document-content>'
)
# Two small .xls files, written once by xlwt: a person whose id is the number 7; cells at A1 and IV65536.
XLS = decompress(
    b64decode(
        "eNrtWE1oE0EU/mazaX5o81NToRVCKFhtbQ8iiJd2q1R7Sole1CJo2mwxJGZLzEUPWq05CoInxUuhHrxUvfiDHvTmQanoQRCERI89CQoe2qxv3u"
        "6GNCI0oIWW/ZZ5896bmTez8+bNzO775Whl4XFPFU0YgQc1M4C2Bp2gFHCECKjcNCXr5H5KposthYCfHNnmxYuOtz7pQ+nvKhQ8Ul8TBb5SOoNZ"
        "TBgFPbGJOMJjSAs5hmGiAvdIE0I3j6qT6TTTHUwfcs2XTEdZc5PpMNWtiEksaxMDh+xVfErp5bIQpN2n3OYza/ajC2/kKr56S1h1vThczKbzW6"
        "wgrrZjEeTQcb2gF6Ucxn0EgdOEoWRyaGysghg5exE/zQTww4nqVwlXv7l6AdL/Wq/3/UXvJyc2628rKjAH8xwHSZkWdb9qBXJKN2bz+iqFg9/e"
        "nGmJZzNUWkhf0CnLZQsZiveL0+cNI+8lppQuljzApLFiSTMzJBnpXFBu/LxRRNZtFB0cQO1EMwgzH+UwilBvqw++f0hOpbSzrJnj/q0jZLccMU"
        "xcky2ocYhLFKbULwaY38f0OlvdxXwP0xjVobwv1WUzx+a5zg0u7aN+DjA+ansa+L3El1eOP4uXv2n9xC+NVy/Hlj5pC+ilIy1D7eUzj0ExKO7e"
        "kXiuObmwt5svTLv/2Hr8SsQeu2mfk2GsyWAjRJlakpwdUZcUe64syUOSpy6pJKm2ZdFk+YoSZF0Ucbu+YMveuiQtt9UlaVk6zGqn0rscfKdgRO"
        "nEE57y0YYDPggXLly4cOHChQsX2xzCvnp7+NppXcDl5dFn/9dZo1Rzf5NsW5yAQU+JPiqPokB5EZdaWj874RWOLbHBNs7/QomT1HsROUzxOHIt"
        "r1/6NBON77PhhpF/F0Kt9l9rZZz/uf/fi9HdGA=="
    )
)
FAR_XLS = decompress(
    b64decode(
        "eNq7cF7wwcKNUg8Z0IAdAzPDv/+cDGxIYoxAzAnjCDAA5f//BzFhNAcQ/x8FQwpwcgAjko2VYTfvGXZQHILi+yEDE8MGloNAkoHhERDHMBQw+O"
        "XnpSrQETiB3ZDICHKDLZBkZJgDFOFjkAS7SghMJoNJYTC5HqxyD5h0AIv0gklboNoHjFEM5+39tCygqTiCSQksx8cAMnc7WM8tsIghgyjDCVAq"
        "rp/ACFHLyuBYlJmYMzgl5Fh4GJYwAOPNPTUvtSgx5wGDCDAClzB8/a/AwPAFllMPKIyK01eckQEo/gNVnB2L+GQmFgaGBob/CeAE3gpMkNuYIZ"
        "kwIDW/ICf1D4MgOFlCcWYKMPoruEClMDjXCqDkWl5wauYBkikM/GA2RLMAsFz+s/LjJd+kAPt4sEgDuKSGlOeqICcw/GdoBOkAauZDKutBhBZY"
        "hzaYbAKbKg1mS4FJEWBKBNJqAaJQhlszWE0LWFYNaI8xGFy2V0diawDZra8Dd8i1PrbXBLLXuT+sEll33X4hgxKwfkkB6gfBZgYdRh3GWTNBYK"
        "c9jGaE5v27YFISoxzgYBKAuv8/1CP8DH8ZuMBMQTAJUgGurxhRVYAqMUGwv+2YhBi2gQwDliQIwMUwCkbBKBgFo2AUjIJRMApGwVAHjNDuBajf"
        "AeoJsEJ7E+zQcZ2/QPxvdJhk2IIghnwgLAF2TF0Z8oB0EUMlSelHjIGVEWYWI5F6YOOFIBAOtL2IIZshCeyObJLTL7A3yIjsH6I1ClAvC5Fq/z"
        "9S3Elj+wFdPsAt"
    )
)


def book(path: Path, sheets: Mapping[str, list[list] | Callable[[Workbook, Worksheet], None]], **options: bool) -> Path:
    """A workbook of tables, or of what a function writes into a sheet."""
    with Workbook(path, options) as made:
        for name, content in sheets.items():
            sheet = made.add_worksheet(name)
            if callable(content):
                content(made, sheet)
            else:
                for row, cells in enumerate(content):
                    sheet.write_row(row, 0, cells)
    return path


def raw(path: Path, rows: str = "", **parts: str | bytes) -> Path:
    """An .xlsx file with one sheet of such XML, or other parts in the place of its own."""
    return archive(path, PARTS | {"xl/worksheets/sheet1.xml": SHEET % rows} | parts)


def ods(path: Path, rows: str) -> Path:
    return archive(path, ODS_PARTS | {"content.xml": ODS % rows})


def archive(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return path


def cell(place: str, words: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>'
