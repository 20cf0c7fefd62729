"""Stand-in for a host: takes files, runs nothing."""

import json

import stand_in
from ansible.plugins.connection import ConnectionBase

DOCUMENTATION = """
name: recording
short_description: Stand-in
description: [Takes files and runs nothing.]
options: {}
"""


class Connection(ConnectionBase):
    transport = "recording"
    has_pipelining = True

    def _connect(self):
        self._connected = True
        return self

    def exec_command(self, cmd, in_data=None, sudoable=True):
        # What Ansible asks the shell of a host for by itself: the home of a user, a temporary folder.
        if "mkdir" in cmd and "ansible-tmp" in cmd:
            name = cmd.split("ansible-tmp-")[1].split("`")[0].split('"')[0].split(" ")[0]
            return 0, f"ansible-tmp-{name}=/tmp/stand-in/ansible-tmp-{name}\n".encode(), b""
        return 0, b"/root\n", b""

    def put_file(self, in_path, out_path):
        with open(in_path, "rb") as file:
            text = file.read().decode("utf-8", "replace")
        stand_in.record({"tool": "upload", "path": out_path, "text": text})

    def fetch_file(self, in_path, out_path):
        with open(out_path, "w", encoding="utf-8") as file:
            file.write(json.dumps({"stand-in": in_path}))

    def reset(self):
        pass

    def close(self):
        pass
