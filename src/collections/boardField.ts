import type { UIField } from 'payload'

/**
 * Shows the position as a board, in the document and as a list column. Client components get plain paths and
 * strings only.
 */
export const boardField = (notationPath: string): UIField => ({
  name: 'board',
  type: 'ui',
  label: 'Board',
  admin: {
    components: {
      Field: { path: 'payload-coursewright/client#BoardField', clientProps: { notationPath } },
      Cell: { path: 'payload-coursewright/client#BoardCell', clientProps: { notationPath } },
    },
  },
})
