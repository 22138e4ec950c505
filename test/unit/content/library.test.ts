import { describe, expect, it } from 'vitest'
import { defaultGames } from '../../../src/games/defaultGames.js'
import { normalizePosition } from '../../../src/library/normalize.js'
import { readContent } from './readContent.js'

describe('the library', () => {
  it.each(defaultGames.map((game) => [game.slug, game] as const))(
    'takes every %s position of the demo as it is written',
    (slug, game) => {
      for (const position of readContent(slug)) {
        const { alsoBest = [], avoid = [], ...solution } = position.solution
        expect(normalizePosition({ game, facts: position })).toEqual({
          ...position,
          solution: { ...solution, alsoBest, avoid },
        })
      }
    },
  )
})
