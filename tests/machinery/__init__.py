"""The tests' own machinery (services, database, network, running stack) and the tests of the start-up."""
