const withValue = ['data', 'graph', 'lang']

/** Reads the arguments of `start`: its own, and the switches that go on to Electron or to the browser. */
export function readStartArguments(values) {
  const own = {}
  const switches = []
  let standIn = false
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index]
    const [, name, assigned] = /^--([^=]+)(?:=(.*))?$/s.exec(value) ?? []
    if (name === undefined) return { mistake: `"${value}" is not understood: write a switch and its value as --switch=value.` }
    if (name === 'stand-in') standIn = true
    else if (!withValue.includes(name)) switches.push(value)
    else {
      const given = assigned ?? values[(index += 1)]
      if (given === undefined || given.startsWith('--')) return { mistake: `--${name} needs a value.` }
      own[name] = given
    }
  }
  return { standIn, switches, dataFolder: own.data ?? null, appArguments: Object.entries(own).flatMap(([name, value]) => [`--${name}`, value]) }
}
