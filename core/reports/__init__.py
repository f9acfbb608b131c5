"""Reports as values, workbooks and PDF. Begin with model.py; the outputs are workbook.py and pdf/."""
