"""Word lists of the search: stopwords and a small bilingual lexicon, written for this project."""
