import type { CollectionBeforeOperationHook, PayloadRequest } from 'payload'

interface Restore {
  transaction: PayloadRequest['transactionID']
  /** Payload makes a draft of it only after its hooks, and tells them nowhere else. */
  asDraft: boolean
}

const contextKey = 'coursewrightRestore'

const restoreOf = ({ context, transactionID }: PayloadRequest): Restore | undefined => {
  const restore = context[contextKey] as Restore | undefined
  return restore?.transaction === transactionID ? restore : undefined
}

/** Whether an older version is being restored: it may bring back what no request may write. */
export const isRestoring = ({ req }: { req: PayloadRequest }): boolean => restoreOf(req) !== undefined

export const isRestoredAsDraft = (req: PayloadRequest): boolean => restoreOf(req)?.asDraft === true

/**
 * Notes which operation restores a version. All mutations of a GraphQL request share one context, and Payload leaves its own mark
 * in there: it would take those that follow for restores, too, and empty each field that they do not name.
 */
export const noteRestore: CollectionBeforeOperationHook = ({ args, operation, req }) => {
  if (operation === 'restoreVersion') {
    req.context[contextKey] = { transaction: req.transactionID, asDraft: args.draft === true } satisfies Restore
  } else if ((operation === 'create' || operation === 'update') && !isRestoring({ req })) {
    delete req.context.isRestoringVersion
  }
}
