import type { Id } from '../runs/vocabulary.js'

/** The id in the value of a relationship, populated or not. */
export const idIn = (value: unknown): Id | undefined => {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : value
  return typeof id === 'number' || typeof id === 'string' ? id : undefined
}
