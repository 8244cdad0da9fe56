// Works off a list, several at a time. Must not know what the work is.

/** Starts the jobs in their order, each as soon as one of the lanes is free. */
export async function inLanes<Job>(
  jobs: readonly Job[],
  lanes: number,
  work: (job: Job) => Promise<void>,
): Promise<void> {
  const waiting = [...jobs];
  const lane = async (): Promise<void> => {
    while (waiting.length > 0) await work(waiting.shift() as Job);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
