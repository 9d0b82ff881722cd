const { existsSync } = require('node:fs')
const { resolve, join } = require('node:path')

const folder = process.argv.slice(1).find((value) => !value.startsWith('-') && existsSync(join(value, 'loader.cjs')))
if (folder === undefined) {
  process.stderr.write('The stand-in Electron needs the folder of an app that was built for it.\n')
  process.exit(2)
}
require(join(resolve(folder), 'loader.cjs'))
