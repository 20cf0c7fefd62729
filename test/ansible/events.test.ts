import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { eventsEnvironment } from "../../cli/ansible.ts";
import type { Event } from "../../cli/run/events.ts";
import { eventsFd, start } from "../../cli/run/start.ts";
import { programsOf, versions } from "../support/ansible.ts";
import { folder } from "../support/shell.ts";

/** Never in an event, whatever happens to it. */
const secret = "correct-horse-battery";

const playbook = `
- name: First
  hosts: all
  gather_facts: false
  tasks:
    - name: Change
      ansible.builtin.command: {argv: [echo, "{{ secret }}"]}
    - name: Leave out
      ansible.builtin.command: {argv: ["true"]}
      when: false
    - name: Show
      ansible.builtin.debug: {msg: ["a {{ inventory_hostname }}", b]}
    - name: Show a variable
      ansible.builtin.debug: {var: plain}
    - name: Hide
      ansible.builtin.debug: {msg: "{{ secret }}"}
      no_log: true
    - name: Fail in secret
      ansible.builtin.command: {argv: [sh, -c, "echo {{ secret }} >&2; exit 3"]}
      no_log: true
      ignore_errors: true
    - name: Fail with a secret argument
      ansible.builtin.command: {argv: [sh, -c, "echo reason >&2; exit 4", "{{ secret }}"]}
      ignore_errors: true
    - name: Fail in a loop
      ansible.builtin.fail: {msg: "item {{ index }}"}
      loop: ["{{ secret }}", x]
      loop_control: {index_var: index, label: "{{ index }}"}
      ignore_errors: true
    - name: Rescue
      block:
        - name: Fail to be rescued
          ansible.builtin.fail: {msg: rescued}
      rescue:
        - name: Be the rescue
          ansible.builtin.debug: {msg: saved}
    - name: Write
      ansible.builtin.copy: {dest: "{{ folder }}/{{ inventory_hostname }}", content: "written\\n", mode: "0600"}
      diff: true
      notify: Handle
    - name: Try again
      ansible.builtin.command: {argv: ["false"]}
      register: tried
      until: tried is succeeded
      retries: 2
      delay: 0
      ignore_errors: true
  handlers:
    - name: Handle
      ansible.builtin.command: {argv: ["true"]}

- name: One by one
  hosts: all
  serial: 1
  gather_facts: false
  tasks:
    - name: Take turns
      ansible.builtin.command: {argv: ["true"]}
      changed_when: false

- name: Nobody
  hosts: absent
  gather_facts: false
  tasks: []

- name: Last
  hosts: one
  gather_facts: false
  tasks:
    - name: Fail for good
      ansible.builtin.fail: {msg: for good}
`;

const inventory = `
all:
  vars:
    ansible_connection: local
    ansible_python_interpreter: "{{ ansible_playbook_python }}"
    secret: ${secret}
    plain: text
  hosts: {one: {}, two: {}}
`;

describe.each(Object.values(versions))("ansible-core %s", (version) => {
  test("tells what it does, and no secret", { timeout: 300_000 }, async () => {
    const root = folder();
    writeFileSync(join(root, "site.yaml"), playbook);
    writeFileSync(join(root, "hosts.yaml"), inventory);
    const bin = await programsOf(version);
    const events: Event[] = [];
    const asides: string[] = [];
    const command = [join(bin, "ansible-playbook"), "-i", "hosts.yaml", "site.yaml", "-e", `folder=${root}`];
    const { code } = await start(
      {
        command,
        cwd: root,
        env: {
          ...process.env,
          ...eventsEnvironment(root, {}, eventsFd),
          ANSIBLE_LOG_PATH: join(root, "log"),
        },
        raw: false,
      },
      { started: () => {}, event: (event) => events.push(event), aside: (line) => asides.push(line) },
    );
    expect(code, readFileSync(join(root, "log"), "utf8")).toBe(2);
    expect(asides.filter((line) => /needle|DEPRECAT|callback/i.test(line))).toEqual([]);
    expect(JSON.stringify(events)).not.toContain(secret);

    expect(events[0]).toMatchObject({ event: "start", check: false });
    const plays = events.flatMap((event) => (event.event === "play" ? [event] : []));
    expect(plays.map(({ name }) => name)).toEqual(["First", "One by one", "One by one", "Nobody", "Last"]);
    // Turns of one play are told from plays by where they stand.
    expect(new Set(plays.map(({ path }) => path)).size).toBe(4);
    expect(events.filter(({ event }) => event === "no-hosts").length).toBe(1);

    const names = new Map(
      events.flatMap((event) => (event.event === "task" ? [[event.task, event.name]] : [])),
    );
    const handler = events.find((event) => event.event === "task" && event.handler);
    expect(handler).toMatchObject({ name: "Handle", path: expect.stringMatching(/site\.yaml:\d+$/) });
    const of = (name: string, host = "one") =>
      events.findLast(
        (event) => event.event === "result" && event.host === host && names.get(event.task) === name,
      );
    expect(of("Change")).toMatchObject({ status: "changed", said: {}, shown: [] });
    expect(of("Leave out", "two")).toMatchObject({ status: "skipped" });
    expect(of("Show", "two")).toMatchObject({ status: "ok", shown: ["a two", "b"] });
    expect(of("Show a variable")).toMatchObject({ shown: ["plain: text"] });
    expect(of("Hide")).toMatchObject({ shown: [] });
    expect(of("Fail in secret")).toMatchObject({ status: "failed", ignored: true, said: { censored: true } });
    expect(of("Fail with a secret argument")).toMatchObject({ said: { rc: 4, stderr: "reason" } });
    expect(of("Fail in a loop")).toMatchObject({ said: { items: [{ msg: "item 0" }, { msg: "item 1" }] } });
    expect(of("Fail to be rescued")).toMatchObject({ ignored: false, said: { msg: "rescued" } });
    expect(of("Fail for good")).toMatchObject({
      status: "failed",
      ignored: false,
      said: { msg: "for good" },
    });
    const retries = events.filter((event) => event.event === "retry" && event.host === "one");
    expect(retries.map((event) => "left" in event && event.left)).toEqual([2, 1]);
    const diff = events.find((event) => event.event === "diff");
    expect(diff && "text" in diff && diff.text).toContain("+written");

    const last = events.at(-1);
    expect(last?.event === "stats" && last.hosts.get("one")).toMatchObject({
      failures: 1,
      rescued: 1,
      ignored: 4,
    });
    const times = events.map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  test("goes on when nobody listens any more, and says nothing when nobody ever did", {
    timeout: 300_000,
  }, async () => {
    const root = folder();
    writeFileSync(join(root, "hosts.yaml"), inventory);
    writeFileSync(
      join(root, "site.yaml"),
      "- name: One by one\n  hosts: all\n  gather_facts: false\n  tasks: []\n",
    );
    const bin = await programsOf(version);
    const play = (redirection: string, env: Record<string, string>) =>
      execa(`${bin}/ansible-playbook -i hosts.yaml site.yaml ${redirection}`, {
        cwd: root,
        shell: "bash",
        all: true,
        reject: false,
        env: { ...eventsEnvironment(root, {}, eventsFd), ...env },
      });
    const broken = await play("3> >(exec true)", {});
    const closed = await play("3>&-", {});
    const unasked = await play("3>&1", { NEEDLE_EVENTS_FD: "" });
    for (const { exitCode, all } of [broken, closed, unasked]) {
      expect([exitCode, all]).toEqual([0, expect.stringContaining("PLAY RECAP")]);
      expect(all).not.toMatch(/Traceback|WARNING.*needle|"event"/);
    }
  });
});
