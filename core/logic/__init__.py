"""XPath + OpenRosa expressions -> closures, dependency graph and the state of one sheet.

dialect.md says what expressions mean here. Read lexer.py, parser.py, functions/, compiler.py and
dependencies.py for expressions; program.py, graph.py and labels.py for a form; record.py,
recalculation.py, options.py, results.py and state.py for a sheet. revalidation.py runs many sheets.
"""
