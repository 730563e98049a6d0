"""Spell checking: Swedish and English by Hunspell, Finnish by Voikko where it is installed. No Qt.

`Checker` tells what is misspelt in a line and what may be meant. It is used from one thread.
"""
