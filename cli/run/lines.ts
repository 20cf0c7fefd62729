import { sectionEnd, sectionStart } from "./gitlab.ts";
import { isDone, type PlayRun } from "./progress.ts";
import { runningTasks } from "./running.ts";
import {
  hostsIn,
  ink,
  type Scene,
  shownIn,
  taskLine,
  timing,
  titleOf,
  type View,
  verdictOf,
} from "./view.ts";

export interface LinesOptions {
  /** Plays are folded as GitLab's job logs do it. */
  readonly gitlab: boolean;
  now(): number;
}

/** A silence of so many seconds looks like a fault. */
const silence = 60;

/** For logs and pipes: one line for each task when it is over, and nothing that is taken back. */
export function lines(scene: Scene, { gitlab, now }: LinesOptions): View {
  const { terminal, progress, elapsed } = scene;
  let open: PlayRun | undefined;
  let last = 0;

  const say = (line: string) => {
    last = elapsed();
    terminal.out(`${line}\n`);
  };

  const begin = (play: PlayRun) => {
    const title = `${titleOf(play, scene)}  (${timing(scene)})`;
    if (gitlab) terminal.out(sectionStart(play.index, title, now()));
    say(gitlab ? "" : ink(terminal, "title", title));
  };

  const close = () => {
    running.clear();
    if (open && gitlab) terminal.out(sectionEnd(open.index, now()));
    open = undefined;
  };

  const running = runningTasks((task) => {
    if (task.hosts.size > 0 && verdictOf(task).word !== "skipped") say(taskLine(task, terminal));
  });

  /** A play that is announced again takes its hosts in turn. */
  const turn = (play: PlayRun | undefined) => {
    if (play === open) return;
    close();
    if (play) begin(play);
    open = play;
  };

  return {
    take: (event, task) => {
      turn(event.event === "stats" ? undefined : progress.plays.at(-1));
      if (event.event === "no-hosts") say("  no hosts");
      if (event.event === "task" && task) running.add(task);
      for (const line of shownIn(event)) say(`    ${line}`);
    },
    aside: say,
    tick: () => {
      if (elapsed() - last < silence) return;
      for (const task of running.tasks().filter((each) => !isDone(each))) {
        const on = [...task.hosts].flatMap(([host, { result }]) => (result ? [] : [host]));
        say(`  ${"goes on".padEnd(11)}  ${task.name}  ${hostsIn(on)}  (${timing(scene)})`);
      }
    },
    end: close,
  };
}
