/** `AbortSignal.any` came with Chromium 116 and Node 20. */
export function addMissingAbortSignals(): void {
  AbortSignal.any ??= (signals) => {
    const controller = new AbortController()
    for (const signal of signals) {
      if (signal.aborted) controller.abort(signal.reason)
      signal.addEventListener('abort', () => controller.abort(signal.reason), { once: true })
    }
    return controller.signal
  }
  AbortSignal.prototype.throwIfAborted ??= function (this: AbortSignal) {
    if (this.aborted) throw this.reason
  }
}
