import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'
import { followBuild } from '../../../demo/host/admin.js'

/** Says what `next build` says, one line after the other, as far as it gets. */
const build = (lines: readonly string[], exitCode: number) => {
  const script = `for (const line of ${JSON.stringify(lines)}) {
    console.log(line)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  process.exitCode = ${exitCode}`
  return spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'pipe'] })
}

const said = [
  '▲ Next.js 16.4.6 (Turbopack)',
  '  Creating an optimized production build ...',
  '✓ Compiled successfully in 40s',
  '  Collecting page data using 1 worker ...',
  '  Generating static pages using 1 worker (0/3) ...',
  '✓ Generating static pages using 1 worker (3/3) in 1136ms',
  '  Finalizing page optimization ...',
]

test('a build tells each thing it begins, once, and how long it has taken', async () => {
  const lines: string[] = []
  await followBuild(build(said, 0), (line) => lines.push(line))
  const stages = ['compiling', 'collecting its pages', 'making its pages', 'writing its files']
  expect(lines).toEqual(stages.map((stage) => expect.stringMatching(`^Admin panel: ${stage}, \\d+ s so far\\.$`)))
})

test('a build that fails says what Next said', async () => {
  const failing = build([...said.slice(0, 2), 'Module not found: ./nowhere.js'], 1)
  await expect(followBuild(failing, () => undefined)).rejects.toThrow(/could not be built:[\s\S]*Module not found/)
})
