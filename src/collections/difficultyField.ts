import type { SelectField } from 'payload'
import { difficultyChoices } from '../games/difficultyChoices.js'

export const difficultyField: SelectField = { name: 'difficulty', type: 'select', options: difficultyChoices }
