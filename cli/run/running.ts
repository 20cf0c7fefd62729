import { isDone, type TaskRun } from "./progress.ts";

/** Tasks that go on. One that is over is told once, and forgotten. */
export interface Running {
  tasks(): readonly TaskRun[];
  /** Whatever is over is told first. */
  add(task: TaskRun): void;
  /** Nothing goes on any more. */
  clear(): void;
}

export function runningTasks(tell: (task: TaskRun) => void): Running {
  let tasks: TaskRun[] = [];
  const settle = (isOver: (task: TaskRun) => boolean) => {
    for (const task of tasks.filter(isOver)) tell(task);
    tasks = tasks.filter((task) => !isOver(task));
  };
  return {
    tasks: () => tasks,
    add: (task) => {
      settle(isDone);
      tasks.push(task);
    },
    clear: () => settle(() => true),
  };
}
