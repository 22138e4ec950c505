import { general } from './general.js'
import { meals } from './meals.js'
import { travel } from './travel.js'
import { work } from './work.js'

/** What a language lesson on a kind of situation is made of. `{topic}` stands for what is asked for. */
export interface Conversation {
  /** Topics that it is about. */
  readonly fits: RegExp
  /** Situations in which the language is used. */
  readonly scenarios: readonly Labelled[]
  /** Words in buckets. */
  readonly vocabulary: readonly { readonly bucket: string; readonly words: readonly Word[] }[]
  /** What one does with language, the form it takes, and examples from the dialogue. */
  readonly grammar: readonly Labelled[]
  /** Who says what; the words of the buckets are in it. */
  readonly dialogue: readonly Labelled[]
  /** A short text, a paragraph an item. */
  readonly text: readonly string[]
  /** On the dialogue and the text. */
  readonly questions: readonly ConversationQuestion[]
  /** What a learner writes or says alone, with a model answer. */
  readonly production: readonly Labelled[]
  /** Another situation, which cannot be finished without finding out what the others know. */
  readonly interaction: {
    readonly situation: string
    readonly roles: readonly Labelled[]
    /** What one may say, and when. */
    readonly phrases: readonly Labelled[]
  }
}

type Word = readonly [word: string, meaning: string, example: string]

export type Labelled = readonly [label: string, body: string]

interface ConversationQuestion {
  readonly stem: string
  readonly key: string
  /** A whole sentence that names the key. */
  readonly explanation: string
  readonly wrong: readonly (readonly [text: string, why: string])[]
}

/** The one that fits a topic; the general one talks about any. */
export function conversationOn(topic: string): Conversation {
  return [travel, meals, work].find(({ fits }) => fits.test(topic)) ?? general
}
