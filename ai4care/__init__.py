"""The site: settings, urls, the worker and the demo; it knows every app and no app knows it."""
