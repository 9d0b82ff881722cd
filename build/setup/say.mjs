/** One line about the set-up, on stderr: stdout belongs to the command. */
export function say(line) {
  process.stderr.write(`${line}\n`)
}

/** The last lines of a tool's output, which is shown only when the tool has failed. */
export function lastLines(text, count = 8) {
  return text.trim().split('\n').slice(-count).join('\n')
}
