"""XLSForm workbooks -> Form values. Begin with model.py, then workbook.py (conversion), lint.py."""
