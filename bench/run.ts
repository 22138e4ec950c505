/**
 * `npm run bench -- <name> [--json]`: runs one bench in a process of its own and ends with its exit code, which is 0
 * only when every target was met.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import path from 'node:path'

const notBenches = ['report.ts', 'run.ts']
const benches = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !notBenches.includes(file))
  .map((file) => path.basename(file, '.ts'))
  .sort()
const [name = '', ...args] = process.argv.slice(2)

if (benches.includes(name)) {
  const script = path.join(import.meta.dirname, `${name}.ts`)
  const bench = spawn(process.execPath, ['--conditions=production', '--import', 'tsx', script, ...args], {
    stdio: 'inherit',
  })
  const [code] = await once(bench, 'exit')
  process.exitCode = code ?? 1
} else {
  const problem = name ? `There is no bench "${name}".` : 'Which bench?'
  process.stderr.write(`${problem} Usage: npm run bench -- <${benches.join(' | ')}> [--json]\n`)
  process.exitCode = 1
}
