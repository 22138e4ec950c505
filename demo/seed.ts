import { createReadStream } from 'node:fs'
import path from 'node:path'
import type { CollectionSlug, Payload } from 'payload'
import { defaultGames } from '../src/games/defaultGames.js'
import { importPositions } from '../src/library/importPositions.js'
import { curricula } from './content/curricula.js'
import { profiles } from './content/profiles.js'
import { demoUsers } from './demoUsers.js'
import { projectFolder } from './environment.js'

/** Fills an empty host with users, positions, curricula and profiles. What is there already stays as it is. */
export const seed = async (payload: Payload, log: (line: string) => void): Promise<void> => {
  if (await isFilled(payload, 'users')) return
  for (const user of demoUsers) await payload.create({ collection: 'users', data: user })
  for (const game of ['chess', 'backgammon']) {
    const result = await importPositions({
      payload,
      positionsSlug: 'positions',
      games: defaultGames,
      format: 'jsonl',
      source: createReadStream(path.join(projectFolder, `demo/content/${game}.jsonl`)),
      defaults: { game },
      onBadLine: ({ lineNumber, reason }) => log(`demo/content/${game}.jsonl, line ${lineNumber}: ${reason}`),
    })
    log(`Imported ${result.imported} ${game} positions.`)
  }
  for (const curriculum of curricula) await payload.create({ collection: 'curricula', data: { ...curriculum } })
  for (const profile of profiles) await payload.create({ collection: 'profiles', data: { ...profile } })
}

const isFilled = async (payload: Payload, collection: CollectionSlug): Promise<boolean> =>
  (await payload.count({ collection })).totalDocs > 0
