import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * What is slow by nature, slowest first: installs and builds, processes that are killed, races that need many rounds, servers
 * that start and stop. These files begin first, so that none of them is left for the end; `npm run test:quick` leaves them out.
 */
export const slow = [
  'test/package/installPackage.test.ts',
  'test/e2e/benches.test.ts',
  'test/e2e/mainJob.test.ts',
  'test/e2e/lessons.test.ts',
  'test/e2e/commands/commands.test.ts',
  'test/e2e/commands/demo.test.ts',
  'test/e2e/commands/drainingWorker.test.ts',
  'test/e2e/commands/startTogether.test.ts',
  'test/integration/demo/startPostgres.test.ts',
  'test/chaos/killWorkers.test.ts',
  'test/chaos/budgetRace.test.ts',
  'test/integration/worker/guard/race.test.ts',
  'test/chaos/killWorker.test.ts',
  'test/integration/protocol/stepProtocol.test.ts',
  'test/integration/people/words.test.ts',
  'test/chaos/commits.test.ts',
  'test/integration/model/breakers.test.ts',
  'test/chaos/claimRace.test.ts',
  'test/chaos/outages.test.ts',
  'test/chaos/leader.test.ts',
  'test/chaos/clockSkew.test.ts',
  'test/integration/input/oddQueries.test.ts',
  'test/integration/worker/longOutage.test.ts',
]

/** The order of vitest, with what is slow before all else. */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => slow.findIndex((file) => moduleId.endsWith(`/${file}`))
    const sorted = await super.sort(files)
    const first = sorted.filter((file) => place(file) >= 0).sort((a, b) => place(a) - place(b))
    return [...first, ...sorted.filter((file) => place(file) < 0)]
  }
}
