import type { ZodType } from 'zod'
import type { Game } from '../../games/Game.js'
import { capitalized, longestName } from '../../text.js'

/** What a named piece of a draft may be. The tables know these five, not the sections that are made of them. */
export const partSorts = ['prose', 'entries', 'questions', 'tree', 'boards'] as const

/** One of `prose`, `entries`, `questions`, `tree` and `boards`. */
export type PartSort = (typeof partSorts)[number]

/** Most characters of each text, and most items: checks and the fields that store them follow. */
export const contentLimits = {
  /** Name of a part. */
  name: longestName,
  heading: 200,
  /** Of a position or a node. */
  key: 80,
  prose: 20_000,
  group: 200,
  /** Of a part that asks for longer groups, such as the plan of a course: all objectives of a lesson, word for word. */
  longGroup: 20_000,
  label: 300,
  body: 10_000,
  entries: 200,
  stem: 1500,
  choice: 400,
  choices: 5,
  why: 1000,
  answer: 1000,
  explanation: 4000,
  objective: 600,
  difficulty: 40,
  questions: 60,
  nodeLabel: 200,
  note: 1000,
  nodes: 200,
  caption: 1000,
  boards: 20,
} as const

/** Serial or uuid. */
export type DocumentId = number | string

/** A part as models write it and checks read it: plain JSON, prose as markdown. */
export interface PartValues {
  /** Markdown. */
  prose: string
  /** In the order in which they are shown. */
  entries: readonly Entry[]
  /** In the order in which they are asked. */
  questions: readonly Question[]
  /** Every node names its parent; one, the root, has none. */
  tree: readonly TreeNode[]
  /** In the order in which they are shown. */
  boards: readonly Board[]
}

/** One row of `entries`: plain text under a label. */
export interface Entry {
  /** What it stands under with others, where the part has groups; at most 200 characters, or as many as its part says. */
  readonly group?: string
  /** The term, the speaker, the number of a step; at most 300 characters. */
  readonly label: string
  /** What is said of it; at most 10,000 characters. */
  readonly body: string
}

export const questionSorts = ['single', 'multiple', 'short'] as const

/** One item of `questions`, in plain text. */
export interface Question {
  /** `single`: one choice is right; `multiple`: two or more are; `short`: the answer is written. */
  readonly sort: (typeof questionSorts)[number]
  /** What is asked; at most 1,500 characters. */
  readonly stem: string
  /** None where the answer is written (`short`). */
  readonly choices: readonly QuestionChoice[]
  /** The model answer of a `short` question; at most 1,000 characters. */
  readonly answer?: string
  /** Names the right answer and says why; at most 4,000 characters. */
  readonly explanation: string
  /** The objective it tests, in the words of the curriculum. */
  readonly objective?: string
  /** `beginner`, `intermediate` or `advanced` is asked for; any text of at most 40 characters is taken. */
  readonly difficulty?: string
}

/** An answer that a question offers. */
export interface QuestionChoice {
  /** At most 400 characters. */
  readonly text: string
  /** Whether it is a right answer. */
  readonly correct: boolean
  /** Why it is right, or wrong; at most 1,000 characters. */
  readonly why: string
}

/** A node of a mind map. */
export interface TreeNode {
  /** Unique in its tree; at most 80 characters. */
  readonly key: string
  /** Key of the node above it; none for the root. */
  readonly parent?: string
  /** Differs from those of its siblings; at most 200 characters. */
  readonly label: string
  /** What is said of it beside; at most 1,000 characters. */
  readonly note?: string
}

/** A diagram of a position. */
export interface Board {
  /** Key of one of the positions that were sent. */
  readonly position: string
  /** What to see there, in plain text; at most 1,000 characters. */
  readonly caption: string
}

/** A value with the sort that says what it is. */
export type WrittenPart = {
  readonly [sort in PartSort]: { readonly sort: sort; readonly value: PartValues[sort] }
}[PartSort]

/** The value of a part, as its schema gave it back, with the sort that tells what it is. */
export const writtenAs = (sort: PartSort, value: PartValues[PartSort]): WrittenPart => ({ sort, value }) as WrittenPart

/** What the checks of a part may hold it against. What is missing is not checked. */
export interface PartFacts {
  /** A BCP 47 tag. */
  readonly language?: string
  /** The game whose moves texts may name. */
  readonly game?: Game
  /** The positions that were sent, by key. */
  readonly positions?: ReadonlyMap<string, BoardPosition>
  /** Statements of the objectives that questions may name. */
  readonly objectives?: readonly string[]
  /** What the kit it is written from asks for. */
  readonly kit?: KitRules
  /** Titles of the lessons of the course; of its sections. */
  readonly lessons?: readonly string[]
}

/** A position of the library, as a prompt carries it under a key. */
export interface BoardPosition {
  /** Of its document in `positions`. */
  readonly id: DocumentId
  /** In its game's canonical spelling. */
  readonly notation: string
  /** Best move and what follows it, moves separated by a space. */
  readonly line: string
}

/** What a kit allows and asks for, as far as checks need it. */
export interface KitRules {
  /** Keys of its sources: `s3` is cited as `[s3]`. */
  readonly sources: readonly string[]
  /** Addresses that prose may link to. */
  readonly links: readonly string[]
  /** In place of `term`, texts say `use`. */
  readonly glossary: readonly { readonly term: string; readonly use: string }[]
  /** Names that are written as here, and in no other spelling. */
  readonly protectedTerms: readonly string[]
  /** Words that texts do without, but within a protected term or what the glossary says to use. */
  readonly avoid: readonly string[]
}

/** What is wrong with a part, or worth a look. */
export interface PartFinding {
  /** Below the part: `2.choices.1.text`; empty for the part as a whole. */
  readonly path: string
  /** For people and models alike. */
  readonly message: string
  /** Worth a look by a person, but no reason to ask again. */
  readonly isFlag?: boolean
  /** A short name by which flags are counted, e.g. `key-longest`. */
  readonly code?: string
}

/**
 * The definition of one part of a section: what a model is told to write, what is accepted, and how it reads. Made by
 * `prose`, `entries`, `questions`, `tree` and `boards`.
 */
export interface Part<Sort extends PartSort = PartSort, Value extends PartValues[Sort] = PartValues[Sort]> {
  /** By which it is stored and shown. */
  readonly sort: Sort
  /** Shown above it in the document. Default: its name. */
  readonly heading?: string
  /** What a model is told to write; within what strict modes can say. */
  readonly wireSchema: ZodType
  /** What is accepted, by its form: lengths, numbers, required texts. */
  readonly schema: ZodType<Value>
  /** What speaks against a value of the right form. */
  check(value: Value, facts: PartFacts): readonly PartFinding[]
  /** What a model must know beside the schema, in a sentence or two: `An entry is a Term with its Meaning.` */
  readonly instructions: string
  /** How many items it takes. Of lists: only prose and trees have none. */
  readonly items?: ItemRange
  /** How many words its text has, or each body of a list, where that is said: by it the length of an answer is reckoned. */
  readonly words?: { readonly min?: number | undefined; readonly max?: number | undefined }
  /** Of trees: how large one may grow. */
  readonly limits?: TreeLimits
  /** The same part for another number of items: of what is split over several calls, or limited by what was sent. */
  withItems?(items: ItemRange): Part<Sort, Value>
}

/** Levels, the root's included; nodes; children of one; words of a label. */
export interface TreeLimits {
  readonly maxDepth: number
  readonly maxNodes: number
  readonly maxChildren: number
  readonly maxWords: number
}

export interface ItemRange {
  readonly min: number
  readonly max: number
}

/** The parts of a section, by name. */
export type Parts = Readonly<Record<string, Part>>

/** What a section's parts hold, by name. */
export type PartsOf<Given extends Parts> = {
  readonly [name in keyof Given]: Given[name] extends Part<infer _Sort, infer Value> ? Value : never
}

/** What stands above a part: its own heading, else its name in words: `keyConcepts` is `Key concepts`. */
export const headingOf = (name: string, part?: Pick<Part, 'heading'>): string => {
  if (part?.heading !== undefined) return part.heading
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[-_]+/g, ' ')
    .toLowerCase()
  return capitalized(words)
}
