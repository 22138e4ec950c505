/**
 * `npm run bench -- <name> [--json]`: runs one bench in a process of its own and ends with its exit code, which is 0
 * only when every target was met.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { benches } from './benches.js'

const [name = '', ...args] = process.argv.slice(2)

if (Object.hasOwn(benches, name)) {
  const script = path.join(import.meta.dirname, `${benches[name]}.ts`)
  const bench = spawn(process.execPath, ['--conditions=production', '--import', 'tsx', script, ...args], {
    stdio: 'inherit',
  })
  const [code] = await once(bench, 'exit')
  process.exitCode = code ?? 1
} else {
  const problem = name ? `There is no bench "${name}".` : 'Which bench?'
  process.stderr.write(`${problem} Usage: npm run bench -- <${Object.keys(benches).sort().join(' | ')}> [--json]\n`)
  process.exitCode = 1
}
