import type { CollectionConfig } from 'payload'
import { access } from '../access/access.js'
import { importPositionsEndpoint } from '../endpoints/importPositions.js'
import { recheckDrills, recheckDrillsWithout } from '../hooks/drills/recheckDrills.js'
import { normalizePositionHook } from '../hooks/positionHooks.js'
import { positionLimits } from '../library/position.js'
import type { Settings } from '../options/Settings.js'
import { label, type Reader, wordsOf } from '../words/words.js'
import { boardField, difficultyField, gameField, phaseField, serverOwned } from './fields.js'

/** The library: what drills are made of. */
export const Positions = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.positions,
  labels: { singular: label('collections:position'), plural: label('collections:positions') },
  // A copy would be the same position, which the library holds once.
  disableDuplicate: true,
  defaultPopulate: { game: true, phase: true, difficulty: true, notation: true, solution: true },
  admin: {
    group: 'Library',
    useAsTitle: 'notation',
    defaultColumns: ['board', 'phase', 'difficulty', 'solution.best', 'drillCount', 'source'],
    listSearchableFields: ['notation', 'source', 'themes'],
    components: {
      // A server component in the slot nearest to "Create New"; it says what the library is as well.
      Description: 'payload-coursewright/rsc#ImportPositions',
    },
  },
  access: access.reviewed(settings),
  hooks: {
    beforeChange: [normalizePositionHook(settings)],
    afterChange: [recheckDrills(settings)],
    ...recheckDrillsWithout(settings),
  },
  endpoints: [importPositionsEndpoint({ games: settings.games, positionsSlug: settings.slugs.positions })],
  indexes: [
    { fields: ['game', 'phase', 'drillCount', 'sampleKey'] },
    { fields: ['game', 'phase', 'difficulty', 'drillCount', 'sampleKey'] },
  ],
  fields: [
    boardField({ notation: 'notation', solution: 'solution.best' }),
    {
      type: 'row',
      fields: [gameField(settings), { ...phaseField(settings), admin: { description: label('help:phase') } }],
    },
    {
      name: 'notation',
      type: 'text',
      required: true,
      maxLength: positionLimits.notation,
      admin: { description: notationHelp(settings) },
    },
    { ...difficultyField, defaultValue: 'intermediate', required: true },
    { name: 'themes', type: 'text', hasMany: true, maxLength: positionLimits.theme, maxRows: positionLimits.themes },
    {
      name: 'solution',
      type: 'group',
      fields: [
        { name: 'best', type: 'text', required: true, maxLength: positionLimits.move },
        {
          name: 'line',
          type: 'text',
          maxLength: positionLimits.line,
          admin: { description: label('help:line') },
        },
        { name: 'alsoBest', type: 'text', ...moves },
        { name: 'avoid', type: 'text', ...moves },
        {
          name: 'score',
          type: 'text',
          maxLength: positionLimits.score,
          admin: { description: label('help:score') },
        },
      ],
    },
    { name: 'source', type: 'text', maxLength: positionLimits.source },
    { name: 'notes', type: 'textarea', maxLength: positionLimits.notes },
    serverOwned({ name: 'contentHash', type: 'text', unique: true, index: true, admin: { hidden: true } }),
    serverOwned({ name: 'sampleKey', type: 'number', admin: { hidden: true } }),
    serverOwned({
      name: 'drillCount',
      type: 'number',
      defaultValue: 0,
      admin: { position: 'sidebar', description: label('help:drillCount') },
    }),
  ],
})

const moves = { hasMany: true, maxLength: positionLimits.move, maxRows: positionLimits.moves } as const

const notationHelp =
  ({ games }: Settings) =>
  ({ i18n }: { i18n: Reader }): string =>
    games.map(({ label, notationName }) => `${wordsOf(i18n).named('games', label)}: ${notationName}`).join(' · ')
