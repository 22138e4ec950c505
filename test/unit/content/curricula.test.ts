import { describe, expect, it } from 'vitest'
import { curricula } from '../../../demo/content/curricula.js'
import { profiles } from '../../../demo/content/profiles.js'
import { defaultGames } from '../../../src/games/defaultGames.js'

describe('the curricula and profiles of the demo', () => {
  it('are one curriculum for each default game, with enough principles to share drills out over', () => {
    expect(curricula.map(({ game }) => game)).toEqual(defaultGames.map(({ slug }) => slug))
    for (const { principles, objectives, topics } of curricula) {
      expect(principles).toHaveLength(4)
      expect(new Set(principles.map(({ name }) => name)).size).toBe(4)
      expect(topics.length).toBeGreaterThanOrEqual(3)
      expect(objectives.length).toBeGreaterThanOrEqual(3)
      for (const { statement } of objectives) expect(statement).toMatch(/^Can .*\.$/)
    }
  })

  it('are a profile for each level', () => {
    expect(profiles.map(({ level }) => level).toSorted()).toEqual(['advanced', 'beginner', 'intermediate'])
  })
})
