"""Counts what was done and what was checked."""

from dataikuapi.utils import DataikuException


class Book:
    def __init__(self):
        self.operations = 0
        self.checks = 0

    def __call__(self, operation, *arguments, **named):
        """Carries out an operation of the client and gives back its result."""
        self.operations += 1
        return operation(*arguments, **named)

    def same(self, actual, expected, about):
        """Checks that something is what it should be."""
        self.checks += 1
        assert actual == expected, "%s: %r, and should be %r" % (about, actual, expected)

    def holds(self, condition, about):
        """Checks that something is so."""
        self.same(bool(condition), True, about)

    def refuses(self, words, operation, *arguments, **named):
        """Carries out an operation that has to fail, and checks what the client says."""
        self.operations += 1
        self.checks += 1
        try:
            result = operation(*arguments, **named)
        except DataikuException as error:
            assert words in str(error), "%r does not say %r" % (str(error), words)
            return
        raise AssertionError("%s should have been refused with %r, and gave %r" % (operation, words, result))
