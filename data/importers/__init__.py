"""Files in: one file a source format (``csv_file``), one record a kind (``catalog``), one way for all of them.

read (``csv_file``, ``formats.workbook`` -> ``sheet``) -> which column is which (``mapping``) -> check (``checker``,
``values``, ``dates``, ``rules``, ``known``) -> stage (``staging``) -> merge (``merge``) -> receipt (``receipt``),
led by ``take``.
"""
