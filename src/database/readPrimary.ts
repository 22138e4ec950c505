import { commitTransaction, initTransaction, type PayloadRequest } from 'payload'
import { postgres } from './postgres.js'

/**
 * Has Payload read what is true now, with the request that `read` passes on. Where the adapter has read replicas, Payload
 * reads from them, and they lag behind; in a transaction it reads from the primary. Our own SQL always goes there.
 */
export const readPrimary = async <T>(req: PayloadRequest, read: () => Promise<T>): Promise<T> => {
  if (!postgres(req.payload).readReplicaOptions || !(await initTransaction(req))) return read()
  try {
    return await read()
  } finally {
    // Read only: there is nothing that COMMIT could lose. A read that failed has ended the transaction already.
    await commitTransaction(req)
  }
}
