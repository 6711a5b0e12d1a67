"""Restores the plan of a `full` payload, as docs/plan-link.md says: python3 restore.py < payload.json"""

import json, sys

ACTIONS = ["create", "update", "delete"]

def unpack(value, shapes):
    if not isinstance(value, list):
        return value
    mark, values = value[0], value[1:]
    if mark == 0:
        return [unpack(element, shapes) for element in values]
    keys = shapes[abs(mark) - 1]
    rows = [values[at:at + len(keys)] for at in range(0, len(values), len(keys))] if keys else [[]]
    objects = [{key: unpack(part, shapes) for key, part in zip(keys, row)} for row in rows]
    return objects[0] if mark > 0 else objects

def patched(attributes, patch):
    made = {**attributes, **patch[0]}
    for key in patch[1] if len(patch) > 1 else []:
        made.pop(key, None)
    return made

def steps(path):
    decoder, found, at = json.JSONDecoder(), [], 0
    while at < len(path):
        if path[at] == "[" and path[at + 1] == '"':
            key, end = decoder.raw_decode(path, at + 1)
            found.append(key)
            at = end + 1
        elif path[at] == "[":
            end = path.index("]", at)
            found.append(int(path[at + 1:end]))
            at = end + 1
        else:
            at += path[at] == "."
            end = min([len(path)] + [path.index(sign, at) for sign in ".[" if sign in path[at:]])
            found.append(path[at:end])
            at = end
    return found

def at_path(attributes, path):
    for step in steps(path):
        try:
            attributes = attributes[step]
        except (KeyError, IndexError, TypeError):
            return False, None
    return True, attributes

def change_at(path, before, after):
    (has_old, old), (has_new, new) = at_path(before, path), at_path(after, path)
    kind = "added" if not has_old else "modified" if has_new else "removed"
    return {"kind": kind, "new": new, "old": old, "path": path}

def context_of(part, kind, attributes):
    if isinstance(part, dict) or not part:
        return part or {}
    block, role = part
    context = {key: value for key, value in [("block", block), ("role", role)] if value != 0}
    take = lambda keys: context.update({key: attributes[key] for key in keys if key in attributes})
    if kind in ("dataset", "folder", "model", "recipe") and block != 0:
        take(["zone"])
    if kind == "recipe":
        take(["inputs", "outputs", "class"])
        context["origin"] = attributes.get("origin", "config")
        if "type" in attributes:
            context["recipe_type"] = attributes["type"]
    take({"block": ["ref", "zone", "inputs", "outputs"], "solution": ["ref", "members"]}.get(kind, []))
    return context

def restore(packed):
    shapes, value = packed
    plan, actions = unpack(value, shapes)
    project = plan["project_key"]
    def long_id(short):
        kind, point, name = short.partition(".")
        return short[1:] if short.startswith("=") else f"{kind}.{project}{point}{name}"
    ids = [long_id(action[1]) for action in actions]
    plan["actions"] = []
    for at, action in enumerate(actions):
        code, _, attributes, before, needs, changes, context, replaces = action + [[]] * (8 - len(action))
        kind, name = ids[at].split(".")[0], ids[at].split(".", 2)[-1]
        attributes = dict(attributes)
        if attributes.setdefault("name", name) is None:
            del attributes["name"]
        after = None if code == 2 else attributes
        before = [None, before and patched(attributes, before), attributes][code]
        made = {
            "action": ACTIONS[code], "after": after, "before": before,
            "changes": [change_at(change, before, after) if isinstance(change, str) else change for change in changes],
            "depends_on": [ids[at - need] if isinstance(need, int) else need for need in needs],
            "resource_id": ids[at], "resource_type": kind,
        }
        context = context_of(context, kind, attributes)
        plan["actions"].append({**made, **({"context": context} if context else {}), **({"replaces": True} if replaces else {})})
    return plan

if __name__ == "__main__":
    print(json.dumps(restore(json.load(sys.stdin)["plan"]), sort_keys=True))
