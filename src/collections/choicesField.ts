import type { ArrayField } from 'payload'

/** Multiple choice with exactly one correct answer; checked when a drill is published, so drafts stay free. */
export const choicesField: ArrayField = {
  name: 'choices',
  type: 'array',
  minRows: 2,
  maxRows: 6,
  labels: { singular: 'Choice', plural: 'Choices' },
  validate: (rows) => {
    if (!Array.isArray(rows) || rows.length < 2) return 'A drill needs at least two choices.'
    const correct = rows.filter((row) => isCorrect(row)).length
    return correct === 1 || `Exactly one choice must be correct, ${correct} are.`
  },
  admin: { initCollapsed: false },
  fields: [
    {
      type: 'row',
      fields: [
        { name: 'text', type: 'text', required: true, maxLength: 120, admin: { width: '70%' } },
        { name: 'correct', type: 'checkbox', defaultValue: false, admin: { width: '30%' } },
      ],
    },
    { name: 'rationale', type: 'textarea', maxLength: 1000, admin: { description: 'Why it is right or wrong.' } },
  ],
}

const isCorrect = (row: unknown): boolean =>
  typeof row === 'object' && row !== null && 'correct' in row && row.correct === true
