"""Checks WARC files, their index and a WACZ as their specifications have them. Uses nothing but Python's own library.

Usage: check-warc.py INDEX FOLDER [WACZ]   prints one fault a line, and how many records of each type there are
"""

import base64, collections, hashlib, io, json, os, re, sys, zipfile, zlib

faults = []
UUID = re.compile(r"^<urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}>$")
TIME = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")


def members(data):
    at = 0
    while at < len(data):
        inflater = zlib.decompressobj(31)
        plain = inflater.decompress(data[at:]) + inflater.flush()
        end = len(data) - len(inflater.unused_data)
        yield at, end, plain
        at = end


def digest(told, payload):
    algorithm, value = told.split(":", 1)
    found = hashlib.new(algorithm, payload)
    return value in (found.hexdigest(), base64.b32encode(found.digest()).decode())


def check(name, data, records):
    ids = {}
    for number, (at, end, plain) in enumerate(members(data)):
        fault = lambda text: faults.append(f"{name} at {at}: {text}")
        head, _, rest = plain.partition(b"\r\n\r\n")
        lines = head.decode("utf-8").split("\r\n")
        if lines[0] != "WARC/1.1":
            fault(f"begins with {lines[0]!r}")
        fields = collections.OrderedDict(line.split(": ", 1) for line in lines[1:])
        kind = fields["WARC-Type"]
        length = int(fields["Content-Length"])
        block = rest[:length]
        if rest[length:] != b"\r\n\r\n":
            fault("is not as long as it says")
        if not UUID.match(fields["WARC-Record-ID"]) or fields["WARC-Record-ID"] in ids:
            fault("has no id of its own")
        if not TIME.match(fields["WARC-Date"]):
            fault("has no time")
        if not digest(fields["WARC-Block-Digest"], block):
            fault("has another block digest")
        if (number == 0) != (kind == "warcinfo"):
            fault(f"is a {kind}")
        if kind == "warcinfo" and (fields["WARC-Filename"] != os.path.basename(name) or b"software: " not in block):
            fault("tells another name, or no software")
        if kind in ("response", "request"):
            http, _, body = block.partition(b"\r\n\r\n")
            if not digest(fields["WARC-Payload-Digest"], body):
                fault("has another payload digest")
            first = http.split(b"\r\n")[0].decode("latin-1")
            wanted = r"^HTTP/1\.1 \d{3} " if kind == "response" else r"^(GET|POST) \S+ HTTP/1\.1$"
            if not re.match(wanted, first):
                fault(f"has the line {first!r}")
        if kind == "response" and not re.match(r"^[\d.]+$|:", fields.get("WARC-IP-Address", "")):
            fault("has no IP address")
        if kind == "request":
            other = ids.get(fields.get("WARC-Concurrent-To"))
            if other is None or other[0] not in ("response", "revisit") or other[1] != fields["WARC-Target-URI"]:
                fault("is beside no response")
        if kind == "revisit":
            known = [one for one in records.values() if one["date"] == fields["WARC-Refers-To-Date"]]
            if not any(one["uri"] == fields["WARC-Refers-To-Target-URI"] and one["digest"] == fields["WARC-Payload-Digest"] for one in known):
                fault("repeats what is not there")
        ids[fields["WARC-Record-ID"]] = (kind, fields.get("WARC-Target-URI"))
        status = re.match(rb"HTTP/1\.1 (\d{3})", block)
        records[(name, at)] = {
            "kind": kind,
            "uri": fields.get("WARC-Target-URI"),
            "date": fields["WARC-Date"],
            "digest": fields.get("WARC-Payload-Digest"),
            "length": end - at,
            "status": status.group(1).decode() if status else None,
        }


def index(text, records):
    lines = text.splitlines()
    if lines != sorted(lines, key=lambda line: line.encode()):
        faults.append("the index is not sorted")
    told = set()
    for line in lines:
        key, time, rest = line.split(" ", 2)
        facts = json.loads(rest)
        place = (facts["filename"], int(facts["offset"]))
        record = records.get(place)
        told.add(place)
        if record is None:
            faults.append(f"the index points to {place}")
            continue
        same = (
            record["uri"] == facts["url"]
            and re.sub(r"\D", "", record["date"]) == time
            and record["length"] == int(facts["length"])
            and record["digest"].split(":")[1] == facts["digest"]
            and record["status"] == facts["status"]
            and (record["kind"] == "revisit") == (facts.get("mime") == "warc/revisit")
        )
        if not same:
            faults.append(f"the index tells something else of {place}: {facts} {record}")
        if facts.get("method") == "POST" and "__wb_method=post" not in key:
            faults.append(f"the key of what was posted does not say so: {key}")
    missing = [place for place, one in records.items() if one["kind"] in ("response", "revisit") and place not in told]
    faults.extend(f"the index lacks {place}" for place in missing)


def wacz(path):
    records = {}
    with zipfile.ZipFile(path) as archive:
        if archive.testzip() is not None:
            faults.append("the WACZ is damaged")
        package = json.loads(archive.read("datapackage.json"))
        sealed = json.loads(archive.read("datapackage-digest.json"))
        if not digest(sealed["hash"], archive.read("datapackage.json")):
            faults.append("the seal of the WACZ is another one")
        for resource in package["resources"]:
            data = archive.read(resource["path"])
            if not digest(resource["hash"], data) or len(data) != resource["bytes"]:
                faults.append(f"{resource['path']} is not what the WACZ tells")
            if resource["path"].startswith("archive/"):
                if archive.getinfo(resource["path"]).compress_type != zipfile.ZIP_STORED:
                    faults.append(f"{resource['path']} is packed twice")
                name = resource["path"][len("archive/") :]
                for at, end, plain in members(data):
                    records[(name, at)] = end - at
        for line in archive.read("indexes/index.cdx").decode().splitlines():
            facts = json.loads(line.split(" ", 2)[2])
            if records.get((facts["filename"], int(facts["offset"]))) != int(facts["length"]):
                faults.append(f"the index of the WACZ points to {facts['filename']} {facts['offset']}")
        pages = [json.loads(line) for line in archive.read("pages/pages.jsonl").decode().splitlines()]
        if pages[0].get("format") != "json-pages-1.0" or not all("url" in page and "ts" in page for page in pages[1:]):
            faults.append("the pages of the WACZ are not told")


where, folder = sys.argv[1:3]
text = open(where, encoding="utf-8").read()
names = sorted({json.loads(line.split(" ", 2)[2])["filename"] for line in text.splitlines()})
found = {}
for one in names:
    with open(os.path.join(folder, one), "rb") as file:
        check(one, file.read(), found)
index(text, found)
if len(sys.argv) > 3:
    wacz(sys.argv[3])
print("\n".join(faults))
print(json.dumps(collections.Counter(one["kind"] for one in found.values()), sort_keys=True))
