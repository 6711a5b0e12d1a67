"""The project library, and the registry in it."""

import json


def drive(book, client, project, address):
    library = book(project.get_library)
    book.same([item.name for item in library.list()], ["R", "python"], "a new library")
    folder = book(library.add_folder, "blocks")
    book(folder.add_folder, "schemas")
    file = book(library.get_folder("/blocks/schemas").add_file, "über uns.json")
    text = '{"a": "é", "b": "\\u0000"}'
    book(file.write, text.encode())
    book.same(book(file.read), text, "a text")
    book(file.write, b"\xff\xfe\x00")
    book.same(book(file.read, as_type="bytes"), b"\xff\xfe\x00", "bytes")
    book(file.write, "")
    book.same(book(file.read), "", "an empty file")
    book.refuses("already exists", library.get_folder("/blocks/schemas").add_file, "über uns.json")
    nested = book(library.get_folder("python").add_file, "deep/er/x.py")
    book(nested.write, "x = 1\n")
    book.same(book(project.get_library().get_file("/python/deep/er/x.py").read), "x = 1\n", "folders come by themselves")
    book(file.rename, "renamed.json")
    book(file.move_to, library.get_folder("/python"))
    book.holds(book(project.get_library).get_file("python/renamed.json") is not None, "a moved file")
    book(library.get_folder("/python/deep").move_to, library.get_folder("/blocks"))
    tree = book(project.get_library)
    book.same(book(tree.get_file("blocks/deep/er/x.py").read), "x = 1\n", "a moved folder")
    other = tree.add_file("renamed.json")
    book.refuses("already exists", other.move_to, tree.get_folder("python"))
    book.refuses("Cannot read directory", client._perform_json, "GET", "/projects/DRIVE/libraries/contents//python")
    book.refuses("does not exist", client._perform_json, "GET", "/projects/DRIVE/libraries/contents//python/none.py")
    book.refuses("no path", client._perform_json, "POST", "/projects/DRIVE/libraries/contents/%2E%2E%2Fx")
    book(tree.get_folder("blocks").delete)
    book.same([item.name for item in book(project.get_library).list()], ["R", "python", "renamed.json"], "what is left")
    registry(book, client)


def registry(book, client):
    library = book(client.get_project("BLOCKS_REGISTRY").get_library)
    index = json.loads(book(library.get_file("blocks/index.json").read))
    book.same(len({block["block_id"] for block in index["blocks"]}), index["block_count"], "the demo registry")
    manifest = index["blocks"][0]["manifest_path"]
    text = book(library.get_file("blocks/" + manifest).read)
    book.same(json.loads(text)["block_id"], index["blocks"][0]["block_id"], "a manifest")
