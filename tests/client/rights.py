"""What keys may do, and faults that are set from outside."""

import requests
from dataikuapi import DSSClient
from requests.exceptions import ConnectionError as NoAnswer


def drive(book, client, project, address):
    book.refuses("Authentication required", DSSClient(address, "").list_projects)
    book.refuses("Unknown API key", DSSClient(address, "wrong").list_projects)
    book.refuses("expired", DSSClient(address, "expired").list_projects)
    powerless = DSSClient(address, "powerless")
    book.same(book(powerless.list_project_keys), [], "a key without rights sees nothing")
    book.refuses("not allowed", powerless.get_project("DRIVE").get_summary)
    book.refuses("not allowed", client.get_project("NOWHERE").get_summary)
    reader = DSSClient(address, "reader").get_project("DRIVE")
    book.same(book(reader.get_summary)["projectKey"], "DRIVE", "a reader reads")
    book.refuses("not allowed", reader.create_dataset, "x", "Filesystem")
    book.refuses("not allowed", reader.get_permissions)
    writer = DSSClient(address, "writer").get_project("DRIVE")
    book(writer.create_dataset, "x", "Filesystem")
    book.refuses("not allowed", writer.get_settings)
    book.refuses("not allowed", writer.delete)
    book.refuses("not allowed", writer.client.create_project, "NEW", "new", "writer")
    book.refuses("not allowed", writer.client.list_users)
    permissions = client.get_project("DRIVE").get_permissions()
    permissions["permissions"] = [{"group": "outsiders", "readProjectContent": True}]
    client.get_project("DRIVE").set_permissions(permissions)
    book.same(book(DSSClient(address, "outsider").list_project_keys), ["DRIVE"], "rights by group")
    headers = requests.get(address + "/public/api/instance-info", headers={"Authorization": "Bearer writer"}).headers
    book.same(headers["DSS-Version"], "15.2.0", "the other base, and the other form of a key")
    book.same(requests.get(address + "/elsewhere").status_code, 404, "no API elsewhere")
    faults(book, project, address)


def faults(book, project, address):
    def befall(effect, method="POST", path="*/datasets/"):
        fault = {"method": method, "path": path, "nth": 1, "effect": effect}
        assert requests.put(address + "/simulator/faults", json=[fault]).status_code == 200

    befall({"refuse": {"status": 502, "body": "<html>bad gateway</html>"}})
    book.refuses("bad gateway", project.create_dataset, "refused", "Filesystem")
    book(project.create_dataset, "refused", "Filesystem")
    for effect, name, is_made in [("drop_before", "before", False), ("drop_after", "after", True), ("cut", "cut", True)]:
        befall(effect)
        try:
            book(project.create_dataset, name, "Filesystem")
            raise AssertionError("%s gave an answer" % effect)
        except (NoAnswer, requests.exceptions.ChunkedEncodingError):
            book.same(book(project.get_dataset(name).exists), is_made, effect)
    befall({"delay": {"milliseconds": 300}})
    elapsed = book(requests.post, address + "/dip/publicapi/projects/DRIVE/datasets/", auth=("demo-admin", ""),
                   json={"name": "late", "type": "Filesystem"}).elapsed
    book.holds(elapsed.total_seconds() >= 0.3, "a late answer")
    book.same(requests.put(address + "/simulator/faults", json=[{"effect": "odd"}]).status_code, 400, "no fault")
    requests.put(address + "/simulator/faults", json=[])
    state = requests.get(address + "/simulator/state").content
    book(project.get_dataset("late").delete)
    book.same(requests.put(address + "/simulator/state", data=state).status_code, 200, "a state put back")
    book.same(book(project.get_dataset("late").exists), True, "what it held")
    book.same(requests.put(address + "/simulator/state", data=b"{}").status_code, 400, "a state that is none")
