"""Figures of surveys as each language writes them."""

from decimal import Decimal

from coachdesk.kernel.dates import format_percent


def percent_words(percent: Decimal, language: str) -> str:
    """Per cent with two decimals: 21,95 % in Finnish and Swedish, 21.95% in English."""
    return format_percent(percent / 100, 2, language)
