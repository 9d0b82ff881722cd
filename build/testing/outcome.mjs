/**
 * What became of one test.
 * @typedef {{ part: string, title: string, result: 'passed' | 'failed' | 'skipped', words: string }} Outcome
 */

/** A skip is a decision that somebody made: without its reason nobody can take it back. */
export function skipOutcome(part, title, reason) {
  return reason ? { part, title, result: 'skipped', words: reason } : { part, title, result: 'failed', words: 'skipped without a stated reason' }
}

export function countOf(outcomes, result) {
  return outcomes.filter((outcome) => outcome.result === result).length
}
