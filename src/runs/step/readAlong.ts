import { sql } from '@payloadcms/db-postgres/drizzle'
import type { BasePayload } from 'payload'
import type { Message } from '../../database/notifications.js'
import { loggable } from '../../errors.js'
import { writtenText } from '../../model/answer/writtenText.js'
import type { Settings } from '../../options/Settings.js'
import { storable } from '../../text.js'
import { coursewrightOf, type Readers } from '../coursewrightOf.js'
import { poolStore, type RunStore, topicOf } from '../sql/store.js'
import type { Id, Step } from '../vocabulary.js'

/** How often a reader says that it still reads. */
const sayMs = 5000
/** For so long a worker takes a run to be read after it last heard so. */
const heardMs = 12_000
/** Of a text that is being written only the end is told: a notification has at most 8,000 bytes, a character up to three. */
const mostCharacters = 1200

/** What a step is writing just now, as far as people read it. */
export interface WrittenText {
  /** The step's index. */
  readonly step: number
  readonly text: string
}

interface ReadAlong {
  payload: BasePayload
  settings: Settings
  run: Id
  onText(written: WrittenText): void
}

/**
 * Hears what the steps of a run are writing, whichever process does, until it is ended. The text goes from the worker to
 * the process that reads by notifications alone: it is stored nowhere, and no worker tells it of a run that is not read.
 * Where no notifications arrive there is none.
 */
export const readAlong = ({ payload, settings, run, onText }: ReadAlong): (() => void) => {
  const store = poolStore(payload, settings)
  const { notifications } = coursewrightOf(payload)
  const sayThatWeRead = () => {
    if (!notifications.isListening()) return
    tell(store, topicOf.readers, String(run)).catch((err: unknown) =>
      payload.logger.warn({ err: loggable(err), msg: 'saying that a run is read failed', runId: run }),
    )
  }
  const listener = (message: Message) => {
    // The connection came back, or was lost.
    if (!message) return sayThatWeRead()
    const [step = '', ...words] = message
    onText({ step: Number(step), text: words.join(' ') })
  }
  const unsubscribe = notifications.subscribe({ payload, topic: topicOf.text(run), listener })
  sayThatWeRead()
  const timer = setInterval(sayThatWeRead, sayMs).unref()
  return () => {
    clearInterval(timer)
    unsubscribe()
  }
}

export const createReaders = (payload: BasePayload): Readers => {
  const heard = new Map<string, number>()
  const listener = (message: Message) => {
    const [run] = message ?? []
    if (run === undefined) return
    for (const [known, at] of heard) if (performance.now() - at > heardMs) heard.delete(known)
    heard.set(run, performance.now())
  }
  const close = coursewrightOf(payload).notifications.subscribe({ payload, topic: topicOf.readers, listener })
  return {
    heardAt: (run) => {
      const at = heard.get(String(run))
      return at !== undefined && performance.now() - at <= heardMs ? at : undefined
    },
    close,
  }
}

interface TellText {
  store: RunStore
  /** None: nobody reads. */
  readers: Readers | undefined
  step: Pick<Step, 'run' | 'index'>
}

/**
 * Tells those who read a run what a step writes; nothing where nobody reads, or where they have heard it. A reader who
 * comes later is told at once what there is.
 */
export const createTeller = ({ store, readers, step }: TellText) => {
  let told = ''
  let toldFor: number | undefined
  return async (answer: string): Promise<void> => {
    const heardAt = readers?.heardAt(step.run)
    if (heardAt === undefined) return
    const text = storable(writtenText(answer, mostCharacters))
    if (text === '' || (text === told && heardAt === toldFor)) return
    told = text
    toldFor = heardAt
    await tell(store, topicOf.text(step.run), `${step.index} ${text}`)
  }
}

const tell = async ({ db, channel }: RunStore, topic: string, facts: string): Promise<void> => {
  await db.execute(sql`select pg_notify(${channel}, ${`${topic} ${facts}`})`)
}
