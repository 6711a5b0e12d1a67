"""The wiki."""

import io


def drive(book, client, project, address):
    wiki = project.get_wiki()
    book.same(book(wiki.get_settings).get_taxonomy(), [], "an empty wiki")
    home = book(wiki.create_article, "Home", content="# Hello <b>ü</b>\n")
    book.same(home.article_id, "1", "ids count up")
    child = book(wiki.create_article, "Child", parent_id=home.article_id)
    grandchild = book(wiki.create_article, "Grandchild", parent_id=child.article_id, content="text")
    twin = book(wiki.create_article, "Child", parent_id=None)
    book.same([a.article_id for a in book(wiki.list_articles)], ["1", "2", "3", "4"], "the tree in order")
    book.same(book(wiki.get_article, "Child").article_id, "2", "the first of a name")
    book.refuses("does not exist", wiki.create_article, "x", parent_id="99")
    data = book(home.get_data)
    book.same(data.get_body(), "# Hello <b>ü</b>\n", "the text")
    data.set_name("Home sweet home")
    data.get_metadata()["tags"] = ["b", "a"]
    book(data.save)
    metadata = book(home.get_data).get_metadata()
    book.same((metadata["name"], metadata["tags"]), ("Home sweet home", ["a", "b"]), "name and tags")
    book.same(metadata["versionTag"]["versionNumber"], 2, "saves make versions")
    settings = book(wiki.get_settings)
    settings.set_home_article_id("1")
    settings.move_article_in_taxonomy("4", "3")
    book(settings.save)
    book.same(settings.get_taxonomy()[0]["children"][0]["children"][0]["children"][0]["id"], "4", "a moved article")
    book.same(book(wiki.get_settings).get_home_article_id(), "1", "the home article")
    settings.set_taxonomy([{"id": "4", "children": [{"id": "77", "children": []}]}])
    book(settings.save)
    kept = sorted(a.article_id for a in book(wiki.list_articles))
    book.same(kept, ["1", "2", "3", "4"], "no article is lost from the tree, and none comes in")
    book(child.upload_attachement, io.BytesIO(b"\x89PNG"), "pic ture?.png")
    attachments = book(child.get_data).get_metadata()["attachments"]
    book.same(attachments[0]["details"]["objectDisplayName"], "pic ture.png", "an attachment")
    with book(child.get_uploaded_file, attachments[0]["smartId"]) as stream:
        book.same(stream.content, b"\x89PNG", "its bytes")
    data = child.get_data()
    data.get_metadata()["attachments"] = []
    book(data.save)
    book.refuses("does not exist", child.get_uploaded_file, attachments[0]["smartId"])
    book.refuses("not installed", wiki.get_export_stream)
    book(child.get_object_discussions().create_discussion, "t", "m")
    book(child.delete)
    book.same([a.article_id for a in book(wiki.list_articles)], ["4", "1", "3"], "a deleted article")
    book(twin.delete)
    book(grandchild.delete)
    demo = book(client.get_project("BLOCKS_REGISTRY").get_wiki().get_article, "SENSOR_DATA_CLEANING")
    book.holds("block_id: SENSOR_DATA_CLEANING" in book(demo.get_data).get_body(), "the article of a block")
