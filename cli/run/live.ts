import { stripVTControlCharacters } from "node:util";
import type { Screen } from "../terminal.ts";
import { clock } from "./estimate.ts";
import { failuresOf, isDone, type PlayRun, type TaskRun } from "./progress.ts";
import { runningTasks } from "./running.ts";
import {
  hostsIn,
  ink,
  printable,
  type Scene,
  shownIn,
  taskLine,
  timing,
  titleOf,
  type View,
  verdictOf,
} from "./view.ts";

/** For a person at a terminal: what has happened stays, and below it stands what is going on, drawn anew each time. */
export function live(scene: Scene, screen: Screen): View {
  const { terminal, progress } = scene;
  let drawn = 0;
  let open: PlayRun | undefined;

  const erase = () => {
    if (drawn > 0) terminal.out(`\u001b[${drawn}F\u001b[J`);
    drawn = 0;
  };

  const say = (line: string) => {
    erase();
    terminal.out(`${line}\n`);
  };

  const draw = () => {
    erase();
    const rows = open
      ? [`${ink(terminal, "title", titleOf(open, scene))}  ${timing(scene)}`, ...doing()]
      : [];
    for (const row of rows) terminal.out(`${cut(row, screen.columns())}\n`);
    drawn = rows.length;
  };

  const doing = () =>
    running
      .tasks()
      .filter((task) => !isDone(task))
      .slice(-4)
      .map((task) => `  ${printable(task.name)}  ${waitingFor(task)}  ${clock(scene.elapsed() - task.from)}`);

  const running = runningTasks((task) => {
    if (!["ok", "skipped"].includes(verdictOf(task).word)) say(taskLine(task, terminal));
  });

  const close = () => {
    running.clear();
    if (open) say(summary(open, scene));
    open = undefined;
  };

  return {
    take: (event, task) => {
      const play = progress.plays.at(-1);
      if (play !== open || event.event === "stats") {
        close();
        if (event.event !== "stats") open = play;
      }
      if (event.event === "task" && task) running.add(task);
      for (const line of shownIn(event)) say(`    ${line}`);
      draw();
    },
    aside: (line) => {
      say(ink(terminal, "aside", line));
      draw();
    },
    tick: draw,
    end: () => {
      close();
      erase();
    },
  };
}

function waitingFor({ hosts }: TaskRun): string {
  const there = [...hosts].filter(([, { result }]) => !result);
  const left = there.flatMap(([, host]) => (host.left === undefined ? [] : [host.left]));
  const again = left.length > 0 ? `, ${Math.min(...left)} more tries` : "";
  return `${hostsIn(there.map(([host]) => host))}${again}`;
}

/** "done  3/7 Keep the time  12 tasks, 2 changed, 8 s". */
function summary(play: PlayRun, scene: Scene): string {
  const { terminal, progress } = scene;
  const failed = failuresOf(progress).some((failure) => failure.play === play);
  const done = play.tasks.map(verdictOf);
  const changed = done.filter(({ word }) => word === "changed").length;
  const parts = [
    play.noHosts ? "no hosts" : `${done.length} tasks`,
    ...(changed > 0 ? [`${changed} changed`] : []),
    clock(play.to - play.from),
  ];
  const cutOff = !play.over && !failed;
  const word = failed
    ? ink(terminal, "failed", "failed ")
    : cutOff
      ? "stopped"
      : ink(terminal, "ok", "done   ");
  return `${word}  ${titleOf(play, scene)}  ${ink(terminal, "aside", parts.join(", "))}`;
}

/** A line that is longer than the terminal is wide could not be taken back. */
function cut(line: string, columns: number): string {
  const plain = stripVTControlCharacters(line);
  return plain.length < columns ? line : `${plain.slice(0, Math.max(0, columns - 2))}…`;
}
