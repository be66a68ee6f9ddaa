"""Runs every test on the embedded services, as the app role, with no way out to the network."""

from tests.machinery import services

services.furnish()
services.hash_passwords_quickly()

pytest_plugins = ["tests.machinery.network", "tests.machinery.database", "tests.machinery.running"]
