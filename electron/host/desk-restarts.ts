/** After a crash the desk starts again by itself this much later, and longer each time. */
const pausesMs = [1_000, 5_000, 30_000, 120_000, 600_000]

/** A desk that ran this long before it ended counts as sound again. */
const soundAfterMs = 30 * 60_000

/** Starts a desk that has ended again. */
export type DeskRestarts = {
  ended(): void
  stop(): void
}

/** Makes the restarts of a desk that starts now. `restart` must not reject. */
export function createDeskRestarts(restart: () => Promise<void>): DeskRestarts {
  let attempts = 0
  let startedAt = performance.now()
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    ended() {
      if (performance.now() - startedAt >= soundAfterMs) attempts = 0
      const pauseMs = pausesMs[Math.min(attempts, pausesMs.length - 1)]
      attempts += 1
      clearTimeout(timer)
      timer = setTimeout(() => {
        startedAt = performance.now()
        void restart()
      }, pauseMs)
    },
    stop: () => clearTimeout(timer),
  }
}
