"""Decodes plan links and answers with the standard library only: python3 decode.py <dictionary> <vector> ..."""

import base64, hashlib, json, sys, zlib

def decode(text, dictionary):
    version, marks, digest, body = text.strip().split(".")
    if version not in ("p1", "a1"):
        raise ValueError("made by a newer version: " + version)
    kind, codec = marks
    unpadded = lambda part: base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
    data, check = unpadded(body)[:-4], unpadded(body)[-4:]
    prefix = f"{version}.{marks}.{digest}."
    if zlib.crc32(prefix.encode() + data) != int.from_bytes(check, "little"):
        raise ValueError("damaged")
    if kind == "d":
        return {"digest": digest}
    if kind.isupper():
        return {"salt": data[:16].hex(), "nonce": data[16:28].hex(), "ciphertext": data[28:].hex()}
    if codec == "0":
        payload = data
    else:
        inflater = zlib.decompressobj(-15, zdict=dictionary) if codec == "2" else zlib.decompressobj(-15)
        payload = inflater.decompress(data, min(4 << 20, (32 << 10) + 48 * len(data)))
        if not inflater.eof or inflater.unused_data:
            raise ValueError("damaged, or too large")
    if hashlib.sha256(payload).digest() != unpadded(digest):
        raise ValueError("damaged")
    document = json.loads(payload)
    if json.dumps(document, sort_keys=True).encode() != payload:
        raise ValueError("not canonical")
    return document

if __name__ == "__main__":
    dictionary = open(sys.argv[1], "rb").read()
    print(json.dumps([decode(open(path).read(), dictionary) for path in sys.argv[2:]], sort_keys=True))
