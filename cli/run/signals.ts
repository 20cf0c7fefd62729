interface Child {
  kill(signal: NodeJS.Signals): boolean;
}

export interface Handed {
  is(child: Child): void;
  hasEnded(): void;
  /** Somebody wanted the run to stop. */
  readonly stopped: boolean;
}

/**
 * Ansible ends in order and says how far it came; needle only waits for that. Ctrl-C reaches both at once, as they
 * share the terminal; what CI or systemd sends reaches needle alone and is handed on. Listening begins before there
 * is a child, so that no signal finds needle unprepared.
 */
export function leaveSignalsToChild(): Handed {
  let child: Child | undefined;
  let stopped = false;
  const wait = () => {
    stopped = true;
  };
  const handOn = (signal: NodeJS.Signals) => {
    stopped = true;
    child?.kill(signal);
  };
  process.on("SIGINT", wait).on("SIGTERM", handOn).on("SIGHUP", handOn);
  return {
    is: (started) => {
      child = started;
    },
    hasEnded: () => void process.off("SIGINT", wait).off("SIGTERM", handOn).off("SIGHUP", handOn),
    get stopped() {
      return stopped;
    },
  };
}
