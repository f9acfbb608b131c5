"""XPath + OpenRosa expressions -> closures, dependency graph and the state of one sheet.

Read lexer.py, parser.py, functions/, compiler.py, graph.py, state.py in this order.
"""
