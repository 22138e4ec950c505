import type { SelectField } from 'payload'
import { difficultyChoices } from '../games/difficulties.js'

export const difficultyField: SelectField = { name: 'difficulty', type: 'select', options: difficultyChoices }
