"""XLSForm workbooks -> Form values, and answers typed or read into them.

Begin with model.py. A workbook goes through archive.py (is it one), conversion.py (pyxform, in the
child process), assemble.py (the Form) and lint.py (what is wrong, by cell); workbook.py joins them.
typed.py reads what a clerk types, answers_csv.py a file of answers, stored.py keeps a version.
"""
