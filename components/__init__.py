"""What is on screen: pure functions from an Answer to a part of a page, and the shell around them."""
