/**
 * `npm run bench -- <name> [--json]`: runs one bench in a process of its own and ends with its exit code, which is 0
 * only when every target was met.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'

const benches = [
  'promptTokens',
  'promptCache',
  'runWallTime',
  'drawPositions',
  'importPositions',
  'sections',
  'storm',
  'deadPrimary',
  'ledgerTokens',
  'lessonTokens',
  'lessonWallTime',
  'planHit',
  'courseSections',
  'courseCost',
  'redoSection',
  'courseStorm',
  'observe',
  'runPage',
  'admission',
  'race',
  'budgetRace',
  'throughput',
  'wakeUp',
  'scale',
  'barrier',
  'recovery',
  'kill',
  'soak',
  'clientSize',
  'reviewDesk',
  'generateClick',
]
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
