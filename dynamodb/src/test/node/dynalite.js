// Runs dynalite, prints its port, and exits at the end of standard input. If dynalite throws an
// exception, the request gets status 500 instead of ending the process.
// Usage: node dynalite.js NODE_MODULES [PORT] (default: a free port)

const path = require('path')
const dynalite = require(path.join(path.resolve(process.argv[2]), 'dynalite'))

let current
const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 })
server.prependListener('request', (_, response) => { current = response })
process.on('uncaughtException', (failure) => {
  if (!current || current.writableEnded) throw failure
  current.statusCode = 500
  current.end(JSON.stringify({ __type: 'InternalServerError', message: String(failure) }))
})
server.listen(Number(process.argv[3] ?? 0), '127.0.0.1', () => console.log(server.address().port))
process.stdin.on('end', () => process.exit()).resume()
