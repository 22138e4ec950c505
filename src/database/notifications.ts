import { createHash } from 'node:crypto'
import { EventEmitter } from 'node:events'
import type { BasePayload } from 'payload'
import { postgres, tableName } from './adapter.js'
import { keepListening } from './keepListening.js'

/** What a message says after its topic; missing when messages may have been missed: look for yourself. */
export type Message = readonly string[] | undefined

interface Subscribe {
  payload: BasePayload
  topic: string
  listener(message: Message): void
}

export interface Notifications {
  /**
   * Calls the listener at each message on the topic, and when the connection is lost or comes back. Returns how to end it.
   */
  subscribe(subscription: Subscribe): () => void
  /** Whether messages arrive. Without them everybody looks for changes each second. */
  isListening(): boolean
}

interface CreateNotifications {
  /** The collection whose table names the channel. */
  slug: string
  /** Where to listen; default: where the pool leads. `false`: nowhere. */
  listenURI: string | false | undefined
}

/**
 * What Postgres tells this process: one connection for all who listen, opened when the first comes and closed when the last
 * leaves. Messages are words: the topic, then facts.
 */
export const createNotifications = ({ slug, listenURI }: CreateNotifications): Notifications => {
  const listeners = new EventEmitter().setMaxListeners(0)
  let connection: AbortController | undefined
  let isDeaf = listenURI === false
  let isListening = false

  const connect = async (payload: BasePayload): Promise<void> => {
    const ours = new AbortController()
    connection = ours
    await keepListening({
      payload,
      channel: channelOf(payload, slug),
      uri: listenURI || undefined,
      signal: ours.signal,
      onMessage: (message) => {
        // One that is about to close, beside the next.
        if (connection !== ours) return
        const [topic = '', ...facts] = message.split(' ')
        // Any client of the database may write to the channel, and an emitter throws at an `error` that nobody hears.
        if (listeners.listenerCount(topic) > 0) listeners.emit(topic, facts)
      },
      onListening: (is) => {
        if (connection !== ours || is === isListening) return
        isListening = is
        for (const topic of listeners.eventNames()) listeners.emit(topic)
      },
    })
    // It gave up, though it was still wanted.
    if (!ours.signal.aborted) isDeaf = true
  }
  return {
    subscribe: ({ payload, topic, listener }) => {
      listeners.on(topic, listener)
      if (!connection && !isDeaf) void connect(payload)
      return () => {
        listeners.off(topic, listener)
        if (listeners.eventNames().length > 0) return
        connection?.abort()
        connection = undefined
        isListening = false
      }
    },
    isListening: () => isListening,
  }
}

/**
 * The channel on which changes to a collection's table are told. Channels belong to a database, so two apps in one, each
 * with tables of its own, do not wake each other. Hashed, because Postgres takes at most 63 bytes.
 */
export const channelOf = (payload: BasePayload, slug: string): string => {
  const name = `${postgres(payload).schemaName ?? 'public'}.${tableName(payload, slug)}`
  return `coursewright_${createHash('sha256').update(name).digest('hex').slice(0, 16)}`
}
