"""Drives a DSS through the official client: every group of operations, with results checked.

    python tests/client/drive.py http://127.0.0.1:PORT

The server has to hold the demo, with the keys that `.ci/client` gives it. Nothing here knows that it
is no real DSS, apart from the names that the demo starts with.
"""

import sys
import warnings

from dataikuapi import DSSClient

from book import Book
import bundles
import datasets
import flow
import folders
import instance
import library
import names
import projects
import recipes
import rights
import scenarios
import wiki

GROUPS = [instance, projects, datasets, recipes, flow, names, folders, library, wiki, scenarios, bundles, rights]


def main(address):
    warnings.simplefilter("ignore", DeprecationWarning)
    book = Book()
    client = DSSClient(address, "demo-admin")
    for group in GROUPS:
        before = book.operations
        project = client.create_project("DRIVE", "Driven", "admin", description="made by a test", tags=["b", "a", "b"])
        try:
            group.drive(book, client, project, address)
        finally:
            project.delete()
        print("  %-10s %3d operations" % (group.__name__, book.operations - before))
    print("%d operations, %d checks" % (book.operations, book.checks))


if __name__ == "__main__":
    main(sys.argv[1])
