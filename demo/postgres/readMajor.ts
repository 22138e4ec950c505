import type { Binaries } from './findBinaries.js'
import { PostgresProblem } from './PostgresProblem.js'
import { runAs } from './runAs.js'

/**
 * The major version of the installed Postgres, e.g. `18`; also the proof that its programs run on this machine.
 *
 * @throws PostgresProblem when they do not
 */
export async function readMajor({ postgres }: Binaries): Promise<string> {
  const { code, output } = await runAs({ file: postgres, args: ['--version'] })
  const major = output.match(/(\d+)(?:\.\d+)*\s*$/)?.[1]
  if (code === 0 && major) return major
  throw new PostgresProblem(
    `${postgres} does not run on this machine: ${output || `exit code ${code}`}. Run "npm ci" again (its install ` +
      'scripts must be allowed), or set DATABASE_URI to a Postgres of your own.',
  )
}
