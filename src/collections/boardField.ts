import type { UIField } from 'payload'

interface BoardFieldPaths {
  notation: string
  solution: string
}

/**
 * Shows the position as a board, in the document and as a list column. Client components get plain paths and
 * strings only.
 */
export const boardField = ({ notation, solution }: BoardFieldPaths): UIField => ({
  name: 'board',
  type: 'ui',
  label: 'Board',
  admin: {
    components: {
      Field: {
        path: 'payload-coursewright/client#BoardField',
        clientProps: { notationPath: notation, solutionPath: solution },
      },
      Cell: { path: 'payload-coursewright/client#BoardCell', clientProps: { notationPath: notation } },
    },
  },
})
