"""What is in an export of a form tool: which columns are questions, which say who answered, and when it was."""
