"""Make the dictionaries in resources/lemmas from the installed simplemma.

For developers, after an update of simplemma: `python -m coachdesk.kernel.search.build_tries`.
Takes 15 s and 0.5 GB; the files are part of the repository, so nobody else needs it.
"""

from coachdesk.kernel.paths import resource
from coachdesk.kernel.search.lexicon import LANGUAGES


def main() -> None:
    """Write `fi.dic`, `sv.dic` and `en.dic`."""
    from simplemma.strategies.dictionaries import TrieDictionaryFactory  # heavy

    for language in LANGUAGES:
        resource("lemmas", f"{language}.dic").unlink(missing_ok=True)
        TrieDictionaryFactory(disk_cache_dir=str(resource("lemmas"))).get_dictionary(language)


if __name__ == "__main__":
    main()
