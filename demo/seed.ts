import { createReadStream } from 'node:fs'
import path from 'node:path'
import type { CollectionSlug, Payload } from 'payload'
import { importPositions } from '../src/library/importPositions.js'
import { curricula } from './content/curricula.js'
import { kits } from './content/kits.js'
import { profiles } from './content/profiles.js'
import { demoPassword, demoUsers } from './content/users.js'
import { projectFolder } from './host/environment.js'

/**
 * Fills what is empty: positions, curricula, profiles, kits, and users last. Each by itself, so that a start that was
 * interrupted is made up for; what is there already stays as it is.
 */
export const seed = async (payload: Payload, log: (line: string) => void): Promise<void> => {
  if (await isEmpty(payload, 'positions')) await seedPositions(payload, log)
  const documents = { curricula, profiles, kits, users: demoUsers } as const
  for (const [collection, docs] of Object.entries(documents)) {
    if (!(await isEmpty(payload, collection))) continue
    for (const data of docs) await payload.create({ collection, data: { ...data } })
    if (collection === 'users') log(describeUsers())
  }
}

const describeUsers = (): string =>
  `Added the users ${demoUsers.map(({ email }) => email).join(', ')}, all with the published password ` +
  `"${demoPassword}": delete them before others can reach this host and sign in as them.`

const seedPositions = async (payload: Payload, log: (line: string) => void): Promise<void> => {
  for (const game of ['chess', 'backgammon']) {
    const file = `demo/content/${game}.jsonl`
    const result = await importPositions({
      payload,
      format: 'jsonl',
      source: createReadStream(path.join(projectFolder, file)),
      defaults: { game },
      onBadLine: ({ lineNumber, reason }) => log(`${file}, line ${lineNumber}: ${reason}`),
    })
    log(`Imported ${result.imported} ${game} positions.`)
  }
}

const isEmpty = async (payload: Payload, collection: CollectionSlug): Promise<boolean> =>
  (await payload.count({ collection })).totalDocs === 0
