import type { SelectField } from 'payload'
import { difficulties } from '../games/difficulties.js'

const title = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

export const difficultyField: SelectField = {
  name: 'difficulty',
  type: 'select',
  options: difficulties.map((value) => ({ label: title(value), value })),
}
