import type { KnownPlay } from "./memory.ts";
import type { PlayRun, Progress } from "./progress.ts";

export interface Expectation {
  /** What earlier runs took, by place in the stage. */
  readonly known: readonly (KnownPlay | undefined)[];
  /** The plays of this run, by place. */
  readonly order: readonly number[];
}

/** Below so many seconds nothing can be said about how quick this run is. */
const tooLittle = 10;

/**
 * Seconds that are left, as earlier runs make one expect; nothing, when they never came to the end. A run that changes
 * much is slower than one that changes nothing: what is left goes at the pace of what was done.
 */
export function secondsLeft(
  { known, order }: Expectation,
  { plays }: Progress,
  now: number,
): number | undefined {
  if (order.some((index) => !known[index])) return undefined;
  const later = order.slice(plays.length).reduce((sum, index) => sum + secondsOf(known[index]), 0);
  const current = plays.at(-1);
  const here = current && !current.over ? within(known[current.index], current, now) : 0;
  return (later + here) * paceOf(known, plays);
}

const secondsOf = (play: KnownPlay | undefined): number =>
  play?.tasks.reduce((sum, [, seconds]) => sum + seconds, 0) ?? 0;

/** Of the play that is running: what comes after the task that is running, and the rest of that. */
function within(known: KnownPlay | undefined, play: PlayRun, now: number): number {
  if (!known) return 0;
  let next = 0;
  let rest = 0;
  for (const { name, from } of play.tasks) {
    const found = known.tasks.findIndex(([other], index) => index >= next && other === name);
    rest = found < 0 ? 0 : Math.max(0, (known.tasks[found]?.[1] ?? 0) - (now - from));
    if (found >= 0) next = found + 1;
  }
  return rest + known.tasks.slice(next).reduce((sum, [, seconds]) => sum + seconds, 0);
}

function paceOf(known: Expectation["known"], plays: readonly PlayRun[]): number {
  const over = plays.filter((play) => play.over && known[play.index]);
  const took = over.reduce((sum, { from, to }) => sum + to - from, 0);
  const expected = over.reduce((sum, { index }) => sum + secondsOf(known[index]), 0);
  if (expected < tooLittle) return 1;
  return Math.min(4, Math.max(0.25, took / expected));
}

/** What is known after a run: of each play that it came to the end of, half of it from this run and half from before. */
export function learned(known: Expectation["known"], done: readonly PlayRun[]): (KnownPlay | undefined)[] {
  const plays = [...known];
  for (const play of done) {
    if (play.index < 0) continue;
    const before = plays[play.index];
    plays[play.index] = {
      name: play.name,
      tasks: tasksOf(play, before?.name === play.name ? before : undefined),
    };
  }
  return Array.from(plays, (play) => play);
}

function tasksOf(play: PlayRun, before: KnownPlay | undefined): KnownPlay["tasks"] {
  const earlier = new Map<string, number[]>();
  for (const [name, seconds] of before?.tasks ?? [])
    earlier.set(name, [...(earlier.get(name) ?? []), seconds]);
  return play.tasks.map(({ name, from, to }) => {
    const was = earlier.get(name)?.shift();
    const seconds = was === undefined ? to - from : (to - from + was) / 2;
    return [name, Math.round(seconds * 10) / 10];
  });
}

/** "2 min", "40 s": no more exact than a guess can be. */
export function roughly(seconds: number): string {
  if (seconds < 10) return "some seconds";
  if (seconds < 90) return `${Math.ceil(seconds / 10) * 10} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

/** "1:02:03", "0:07". */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (count: number) => String(count).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
