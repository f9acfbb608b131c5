"""Workbook and PDF reports of approved batches."""
