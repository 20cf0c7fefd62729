# Copyright: needle authors
# MIT License

"""Ansible inventory plugin: the hosts of a needle spec, straight from the spec."""

from __future__ import annotations

DOCUMENTATION = r"""
---
name: needle
short_description: Hosts, groups and variables of a needle spec
version_added: 0.1.0
author: needle authors (!UNKNOWN)
description:
  - Takes a needle spec as an inventory, so that C(-i landscape.needle.yaml) works in every Ansible command.
  - The file's name must end in C(.needle.yaml) or C(.needle.yml).
  - It asks needle's compiler. No generated file is needed, and none is written.
  - What the compiler answers is kept, until the spec or the compiler is another one.
  - A spec that is wrong is refused with what the compiler says about it.
  - Variables of your own, such as an ansible-vault file, are read from C(group_vars) and C(host_vars) beside the spec,
    as with every inventory file.
notes:
  - >-
    Ansible looks at a spec with this plugin when the spec says C(plugin: metal_stack.needle.needle), or when
    C(enable_plugins) in the section C([inventory]) of C(ansible.cfg) names the plugin before C(yaml).
  - Ansible goes on without an inventory that it cannot read. With that line in the spec,
    C(any_unparsed_is_failed = true) in the same section, or ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED=true in the
    environment, makes it stop instead. Without the line a wrong spec has no hosts, and the reason is shown.
requirements:
  - needle (npm package C(@metal-stack/needle)) and Node 20.19 or newer, on the controller
extends_documentation_fragment:
  - inventory_cache
options:
  command:
    description:
      - How needle is called, with everything that comes before its own arguments.
      - Left out, it is C(needle) or else C(needle-inventory) on the PATH.
    type: str
    env:
      - name: NEEDLE_COMMAND
    ini:
      - section: needle
        key: command
  cache:
    description:
      - Keep what the compiler answers. The key is made of the content of the spec and the version of the compiler, so
        nothing old is ever taken for new.
    type: bool
    default: true
  cache_plugin:
    description:
      - Cache plugin that keeps it.
    type: str
    default: ansible.builtin.jsonfile
  cache_connection:
    description:
      - Where the cache plugin keeps it.
    type: str
    default: ~/.cache/needle/inventory
  cache_timeout:
    description:
      - Seconds until what is kept is asked for again; 0 is never.
    type: int
    default: 0
"""

EXAMPLES = r"""
# A spec with one line for Ansible, as landscape.needle.yaml. Then, for example:
#   ansible-inventory -i landscape.needle.yaml --graph
#   ansible -i landscape.needle.yaml needle -m ansible.builtin.ping
#   ansible-playbook -i landscape.needle.yaml playbook.yaml
plugin: metal_stack.needle.needle
apiVersion: needle.metal-stack.io/v1alpha1
kind: Landscape
name: fra
domain: fra.example.org
networks:
  management: {cidr: 192.168.1.0/24, gateway: 192.168.1.1}
needle:
  topology: {kind: single}
  hosts:
    needle1: {address: 192.168.1.101, disks: [/dev/nvme0n1]}
  kubernetes: {version: v1.34.3+k3s1}
  services:
    time: {upstream: [ntp1.example.org, ntp2.example.org, ntp3.example.org]}

# Without that line it takes some in ansible.cfg:
#   [inventory]
#   enable_plugins = metal_stack.needle.needle, host_list, script, auto, yaml, ini
#   [needle]
#   command = npx --no needle
"""

import hashlib
import json
import os
import shlex
import shutil
import subprocess

from ansible.errors import AnsibleError, AnsibleParserError
from ansible.plugins.inventory import BaseInventoryPlugin, Cacheable

try:
    # From ansible-core 2.19 on, only what is said to be a template is one.
    from ansible.template import trust_as_template as template

    def data(text):
        return text

except ImportError:
    # Before, everything is one that is not said to be data.
    from ansible.utils.unsafe_proxy import wrap_var as data

    def template(text):
        return text


REMEDY = "npm install --global @metal-stack/needle, or say in NEEDLE_COMMAND how it is called."


class InventoryModule(BaseInventoryPlugin, Cacheable):
    """Asks the compiler, and hands its answer on to Ansible."""

    NAME = "metal_stack.needle.needle"

    def verify_file(self, path):
        return super().verify_file(path) and path.endswith((".needle.yaml", ".needle.yml"))

    def parse(self, inventory, loader, path, cache=True):
        super().parse(inventory, loader, path, cache)
        self.set_options()
        try:
            answer = self.answer(path, cache)
        except AnsibleParserError as error:
            if says_so(path):
                raise
            # Ansible would go on with its own plugin for YAML, which makes hosts of whatever it finds. No hosts are better.
            self.display.error(str(error))
            return
        self.fill(answer)

    def answer(self, path, cache):
        command = found(self.get_option("command"))
        return self.kept(command, path, cache) if self.get_option("cache") else self.asked(command, path)

    def kept(self, command, path, read):
        """The compiler's answer from the cache, or else from the compiler."""
        try:
            self.load_cache_plugin()
        except AnsibleError as error:
            self.display.vv(f"The inventory is not kept: {error}")
            return self.asked(command, path)
        key = fingerprint(command, path)
        if read:
            try:
                return json.loads(self._cache[key])
            except (KeyError, TypeError, ValueError, AnsibleError) as error:
                self.display.vvv(f"The inventory of {path} is not in the cache: {error!r}")
        answer = self.asked(command, path)
        self.keep(key, answer)
        return answer

    def keep(self, key, answer):
        """As text: cache plugins treat strings in data in ways of their own. A full disk is no reason to stop."""
        self._cache[key] = json.dumps(answer)
        try:
            self.update_cache_if_changed()
        except (OSError, AnsibleError) as error:
            del self._cache[key]
            self.display.vv(f"The inventory is not kept: {error}")

    def asked(self, command, path):
        """The compiler's answer, now."""
        done = called([*command, *listing(command), "--list", path])
        remarks = done.stderr.strip()
        if done.returncode != 0:
            raise AnsibleParserError(f"needle makes no inventory of {path}:\n{remarks}")
        if remarks:
            self.display.v(remarks)
        try:
            answer = json.loads(done.stdout)
            if isinstance(answer["_meta"]["hostvars"], dict):
                return answer
        except (KeyError, TypeError, ValueError):
            pass
        raise AnsibleParserError(f"what {shlex.join(command)} answers is no inventory; is it needle? {REMEDY}")

    def fill(self, answer):
        """Groups with their variables, then hosts with theirs."""
        for name, group in answer.items():
            if name == "_meta":
                continue
            self.inventory.add_group(name)
            for host in group.get("hosts", []):
                self.inventory.add_host(host, group=name)
            for child in group.get("children", []):
                self.inventory.add_group(child)
                self.inventory.add_child(name, child)
            self.set_variables(name, group.get("vars", {}))
        for host, variables in answer["_meta"]["hostvars"].items():
            self.set_variables(host, variables)

    def set_variables(self, name, variables):
        for key, value in variables.items():
            self.inventory.set_variable(name, key, spelled(value))


def says_so(path):
    """Whether the spec names the plugin. Ansible's plugin for YAML leaves files alone that name one."""
    with open(path, encoding="utf-8", errors="replace") as spec:
        return any(line.startswith("plugin:") for line in spec)


def found(command):
    """The words that call needle."""
    if command:
        return shlex.split(command)
    for name in ("needle", "needle-inventory"):
        if shutil.which(name):
            return [name]
    raise AnsibleParserError(f"needle is not on the PATH. {REMEDY}")


def listing(command):
    """needle-inventory is what `needle inventory` is."""
    last = os.path.basename(command[-1])
    return [] if last in ("needle-inventory", "needle-inventory.js") else ["inventory"]


def called(words):
    try:
        return subprocess.run(
            words, capture_output=True, check=False, encoding="utf-8", env={**os.environ, "NO_COLOR": "1"}
        )
    except (OSError, UnicodeDecodeError) as error:
        raise AnsibleParserError(f"cannot run {shlex.join(words)}: {error}. {REMEDY}") from error


def fingerprint(command, path):
    """Of the spec's content, the compiler's version and its files, for a build in between has the same version."""
    version = called([*command, "--version"])
    if version.returncode != 0:
        raise AnsibleParserError(f"{shlex.join(command)} --version fails; is it needle? {version.stderr.strip()}")
    files = [shutil.which(word) or word for word in command]
    builds = [(file, os.stat(file).st_size, os.stat(file).st_mtime_ns) for file in files if os.path.isfile(file)]
    with open(path, "rb") as spec:
        content = hashlib.sha256(spec.read()).hexdigest()
    said = json.dumps([content, version.stdout, builds])
    return hashlib.sha256(said.encode()).hexdigest()


def spelled(value):
    """What may be a template is one, and what must not be evaluated is data: needle says which is which."""
    if isinstance(value, dict):
        if set(value) == {"__ansible_unsafe"}:
            return data(value["__ansible_unsafe"])
        return {key: spelled(below) for key, below in value.items()}
    if isinstance(value, list):
        return [spelled(below) for below in value]
    return template(value) if isinstance(value, str) else value
