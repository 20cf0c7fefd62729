import { type Mark, signal } from "./process.ts";
import { until } from "./until.ts";

/** Looks again after each round, as a dying process may just have started another. */
export async function endAll(look: () => Promise<readonly Mark[]>, what: string): Promise<void> {
  await until(
    async () => {
      const left = await look();
      await Promise.all(left.map((one) => signal(one, "SIGKILL")));
      return left.length === 0;
    },
    { seconds: 30, what },
  );
}
