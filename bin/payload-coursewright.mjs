#!/usr/bin/env node
import { createRequire, register } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const usage = `payload-coursewright work [options]   a worker, until Ctrl-C or SIGTERM
  --concurrency N     steps worked on at once, 1 to 100 (default 3)
  --grace-ms N        how long the steps under way may take to end (default 25000)
  --ready-port N      serves GET /ready
  --max-memory-mb N   ends the worker above that
payload-coursewright maintain [task…]   does tasks of maintenance now; due: those whose time has come; none: lists them
payload-coursewright recount            counts the drills of every position anew
It runs with NODE_ENV=production unless NODE_ENV says otherwise.
`

/**
 * `payload coursewright:work` or another command of ours, in a process set up as Payload needs it: as production, and with the condition of that name
 * for what it imports. Without it Payload's start ends silently now and then on Node 20, in a module of its editor that
 * waits at its top level. Node takes conditions at its start only, and from a hook: so nothing has to be started twice.
 *
 * @param {string} name
 * @param {readonly string[]} args
 */
const run = async (name, args) => {
  // For Payload and the host's config, which read it.
  const { env } = process
  Object.assign(env, { NODE_ENV: env.NODE_ENV ?? 'production' })
  register(`data:text/javascript,${encodeURIComponent(withProduction)}`)
  // The host's, wherever this package is.
  const payload = createRequire(path.resolve('package.json')).resolve('payload')
  const command = path.resolve(payload, '../../bin.js')
  process.argv.splice(1, process.argv.length, command, `coursewright:${name}`, ...args)
  await import(pathToFileURL(command).href)
}

const withProduction = `export const resolve = (specifier, context, next) =>
  next(specifier, { ...context, conditions: [...new Set(['production', ...context.conditions])] })`

const [command, ...args] = process.argv.slice(2)
const isKnown = ['work', 'maintain', 'recount'].includes(command)
if (isKnown && !args.includes('--help')) await run(command, args)
else {
  process.exitCode = isKnown || command === '--help' ? 0 : 1
  process[process.exitCode ? 'stderr' : 'stdout'].write(usage)
}
