import type { SelectField } from 'payload'
import type { Settings } from '../options/Settings.js'

export const gameField = ({ games }: Settings): SelectField => ({
  name: 'game',
  type: 'select',
  required: true,
  defaultValue: games[0]?.slug,
  options: games.map(({ slug, label }) => ({ label, value: slug })),
})

/** Every phase of every game; that a phase belongs to the document's game is checked where documents change. */
export const phaseField = ({ games }: Settings): SelectField => {
  const labels = new Map(games.flatMap(({ phases }) => phases.map(({ value, label }) => [value, label] as const)))
  return {
    name: 'phase',
    type: 'select',
    options: [...labels].map(([value, label]) => ({ label, value })),
  }
}
