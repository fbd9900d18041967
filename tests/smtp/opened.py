"""Opens mails as a mail program does: one JSON object a mail, its files beside it."""

import email
import email.policy
import json
import pathlib
import sys


def opened(path):
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    folder = path.with_suffix("")
    folder.mkdir(exist_ok=True)
    files = []
    for part in mail.walk():
        if part.is_multipart() or part.get_content_maintype() == "text" and not part.get_filename():
            continue
        name = part.get_filename() or part["Content-ID"].strip("<>")
        (folder / name).write_bytes(part.get_payload(decode=True))
        files.append(
            {
                "kind": part.get_content_type(),
                "name": name,
                "disposition": part.get_content_disposition(),
                "id": (part["Content-ID"] or "").strip("<>"),
                "file": str(folder / name),
            }
        )
    body = {kind: mail.get_body((kind,)) for kind in ("plain", "html")}
    return {
        "headers": {name: str(value) for name, value in mail.items()},
        "count": {name: len(mail.get_all(name)) for name in mail.keys()},
        "defects": [str(defect) for part in mail.walk() for defect in part.defects],
        "shape": [part.get_content_type() for part in mail.walk()],
        "text": body["plain"].get_content() if body["plain"] else None,
        "html": body["html"].get_content() if body["html"] else None,
        "files": files,
    }


print(json.dumps([opened(pathlib.Path(path)) for path in sys.argv[1:]]))
