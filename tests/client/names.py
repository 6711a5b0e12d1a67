"""Unusual names, in every place that has one."""

from urllib.parse import quote

# The client splices names into paths as they are: `#`, `?` and `%` break it, and have to be quoted first.
NAMES = ["with space", "Größe", "日本語", "a+b&c=d", "it's", "semi;colon", "(x)[y]{z}", "tilde~", "UPPER", "upper", "-", "a,b"]
QUOTED = ["50%", "50%25", "a#b", "what?", "..x", "a%2Fb"]


def drive(book, client, project, address):
    for name in NAMES:
        objects(book, project, name)
    for name in QUOTED:
        quoted(book, client, name)
    book.same(len(book(project.list_datasets)), len(NAMES) + len(QUOTED), "each is another dataset")
    dots(book, project)
    for name in ["", " ", "a/b", "a\nb", "x" * 300]:
        book.refuses("needs a name", project.create_dataset, name, "Filesystem")
    files(book, project)
    labels(book, project)
    book.refuses("owner is missing", client.create_project, "NOBODYS", "nobody's", "")


def objects(book, project, name):
    dataset = book(project.create_dataset, name, "Filesystem", {"connection": "filesystem_root", "path": "/x"})
    book.same(book(dataset.get_settings).get_raw()["name"], name, "a dataset")
    recipe = project.new_recipe("python", "r " + name).with_input(name).create()
    book.same(book(recipe.get_settings).get_flat_input_refs(), [name], "a recipe that reads it")
    zone = book(project.get_flow().create_zone, name)
    book(dataset.move_to_zone, zone)
    book.same(book(dataset.get_zone).name, name, "the zone that it lies in")
    book(recipe.rename, "s " + name)
    book(recipe.delete)
    article = book(project.get_wiki().create_article, name, content="about " + name)
    book.same(book(project.get_wiki().get_article, name).article_id, article.article_id, "an article by its name")


def quoted(book, client, name):
    """What a client that encodes segments does; this one has to be helped."""
    book(client.get_project("DRIVE").create_dataset, name, "Filesystem")
    raw = book(client._perform_json, "GET", "/projects/DRIVE/datasets/" + quote(name, safe=""))
    book.same(raw["name"], name, "a dataset by its quoted name")


def dots(book, project):
    book(project.create_dataset, "a.b", "Filesystem")
    recipe = book(project.new_recipe("python", "dotted").with_input("a.b").create)
    book.same(book(recipe.get_settings).get_flat_input_refs(), ["a.b"], "a name with a dot is its own")
    book(project.get_dataset("a.b").delete)
    book.refuses("does not exist", recipe.get_settings)


def labels(book, project):
    """What goes by an id may be called anything."""
    for label in ["in / out", "50% #1?", "Größe 🙂", "y" * 255]:
        folder = book(project.create_managed_folder, label)
        book.same(book(folder.get_definition)["name"], label, "a folder")
        book(folder.rename, label[:200] + " / b")
        book.same(book(folder.get_definition)["name"], label[:200] + " / b", "its new name")
        book(folder.delete)


def files(book, project):
    library = book(project.get_library)
    folder = project.get_managed_folder(project.create_managed_folder("odd").id)
    for name in NAMES + QUOTED[:-1]:
        if name == "..x":
            continue
        file = book(library.add_file, name + ".txt")
        book(file.write, name.encode())
        book.same(book(file.read), name, "a library file")
        book(folder.put_file, "/deep/" + name, name.encode())
        with book(folder.get_file, "/deep/" + name) as stream:
            book.same(stream.content.decode(), name, "a file of a folder")
    listed = sorted(item["path"] for item in book(folder.list_contents)["items"])
    book.same(len(listed), len(NAMES) + len(QUOTED) - 2, "each is another file")
