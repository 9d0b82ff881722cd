// Nothing but this check is read by a Node that is too old for the rest.
const oldest = 20
if (Number(process.versions.node.split('.')[0]) < oldest) {
  process.stderr.write(`Comptoir needs Node.js ${oldest} or newer, and this is ${process.version}: get a newer one from nodejs.org.\n`)
  process.exitCode = 1
} else {
  import('./launcher.mjs').then(({ launch }) => launch(process.argv.slice(2)))
}
