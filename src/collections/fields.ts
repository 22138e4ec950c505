import type { ArrayField, CollapsibleField, Condition, Field, SelectField, TextField, UIField } from 'payload'
import { isNobody } from '../access/access.js'
import { isRestoring } from '../access/restoring.js'
import { difficulties } from '../games/difficulties.js'
import { choicesPerDrill, drillLimits } from '../generators/drillSeries/drill.js'
import { keepLanguageTag } from '../hooks/languageHook.js'
import type { Settings } from '../options/Settings.js'
import { isRecord } from '../text.js'
import { label, labelNamed, type WordGroup, wordsOf } from '../words/words.js'

export const gameField = (settings: Settings): SelectField => ({
  name: 'game',
  type: 'select',
  required: true,
  defaultValue: settings.games[0]?.slug,
  options: gameChoices(settings).game.map(({ value, label }) => ({ value, label: labelNamed('games', label) })),
})

/** Every phase of every game; that a phase belongs to the document's game is checked where documents change. */
export const phaseField = (settings: Settings): SelectField => ({
  name: 'phase',
  type: 'select',
  options: gameChoices(settings).phases.map(({ value, label }) => ({ value, label: labelNamed('phases', label) })),
})

/** Games, and every phase of every game, as the code calls them: what browsers are sent has no functions. */
export const gameChoices = ({ games }: Settings) => {
  const labels = new Map(games.flatMap(({ phases }) => phases.map(({ value, label }) => [value, label] as const)))
  return {
    game: games.map(({ slug, label }) => ({ value: slug, label })),
    phases: [...labels].map(([value, label]) => ({ value, label })),
  }
}

interface BoardFieldOf {
  /** Paths of fields. */
  notation: string
  solution: string
  /** Beside the form, where it stays in sight; what leads the form shows it where there is no room beside. */
  isBeside?: boolean
}

/**
 * Shows the position as a board, in the document and as a list column. Client components get plain paths and
 * strings only.
 */
export const boardField = ({ notation, solution, isBeside = false }: BoardFieldOf): UIField => ({
  name: 'board',
  type: 'ui',
  admin: {
    ...(isBeside && { position: 'sidebar' }),
    components: {
      Field: {
        path: 'payload-coursewright/client#BoardField',
        clientProps: { notationPath: notation, solutionPath: solution, isBeside },
      },
      Cell: { path: 'payload-coursewright/client#BoardCell', clientProps: { notationPath: notation } },
    },
  },
})

const isCorrect = (row: unknown): boolean => isRecord(row) && row.correct === true

/** Of the choices of a question: each stands in a row of a table, with its text, whether it is right, and why. */
export const choiceTable = {
  className: 'coursewright-choice-table',
  initCollapsed: false,
  components: {
    beforeInput: ['payload-coursewright/client#ChoiceHeadings'],
    RowLabel: { path: 'payload-coursewright/client#RowLabel', clientProps: { titleField: 'text' } },
  },
}

/** Of a text in a table: it grows as it is written. */
export const oneLine = { rows: 1 }

/** Multiple choice with exactly one correct answer; checked when a drill is published, so drafts stay free. */
export const choicesField: ArrayField = {
  name: 'choices',
  type: 'array',
  minRows: choicesPerDrill.least,
  maxRows: choicesPerDrill.most,
  labels: { singular: label('collections:choice'), plural: label('collections:choices') },
  validate: (rows, { req }) => {
    const words = wordsOf(req.i18n)
    if (!Array.isArray(rows) || rows.length < choicesPerDrill.least) return words('invalid:fewChoices')
    const correct = rows.filter((row) => isCorrect(row)).length
    return correct === 1 || words('invalid:oneCorrect', { correct })
  },
  admin: choiceTable,
  fields: [
    {
      type: 'row',
      fields: [
        { name: 'text', type: 'text', required: true, maxLength: drillLimits.choice },
        {
          name: 'correct',
          type: 'checkbox',
          defaultValue: false,
          admin: { components: { Field: 'payload-coursewright/client#OneCorrect' } },
        },
        { name: 'rationale', type: 'textarea', maxLength: drillLimits.rationale, admin: oneLine },
      ],
    },
  ],
}

export const difficultyField: SelectField = {
  name: 'difficulty',
  type: 'select',
  options: difficulties.map((value) => ({ value, label: label(`difficulties:${value}`) })),
}

/** One language, as a tag (BCP 47). */
export const languageField: TextField = {
  name: 'language',
  type: 'text',
  required: true,
  defaultValue: 'en',
  maxLength: 60,
  hooks: { beforeValidate: [keepLanguageTag] },
  admin: { description: label('help:language') },
}

/** Of an array whose rows stand closed, each under the words of one of its fields. */
export const rowLabel = (titleField: string) => ({
  initCollapsed: true,
  components: { RowLabel: { path: 'payload-coursewright/client#RowLabel', clientProps: { titleField } } },
})

/**
 * Marks fields that only our own code writes: no request can set or change them, and editors see them read-only.
 * Field access does not bind the Local API, so hooks set these values in any case. A version that is restored brings back its own:
 * Payload would empty them otherwise.
 */
export const serverOwned = <T extends Field>(field: T): T => ({
  ...field,
  access: { ...('access' in field ? field.access : {}), create: isNobody, update: isRestoring },
  admin: { ...field.admin, readOnly: true },
})

/** For a field that holds names of the API: lists show them in words of a group. */
export const inWords = (group: WordGroup) => ({
  path: 'payload-coursewright/client#NamesCell',
  clientProps: { group },
})

/** The same, and on the page of the document: for what nobody writes there. */
export const named = (group: WordGroup) => ({
  Cell: inWords(group),
  Field: { path: 'payload-coursewright/client#NamedField', clientProps: { group } },
})

/** For a field that holds sentences that the server made in English: in the reader's language, on its page and in lists. */
export const inSentences = {
  Cell: { path: 'payload-coursewright/client#NamesCell' },
  Field: { path: 'payload-coursewright/client#SentenceField' },
}

/** Where something came from, closed beside the form until a user looks for it: the same way on every page. */
export const folded = (fields: readonly Field[], condition: Condition = () => true): CollapsibleField => ({
  type: 'collapsible',
  label: label('fields:provenance'),
  admin: { position: 'sidebar', initCollapsed: true, condition },
  // Where they stand says the group.
  fields: fields.map((field) => ({ ...field, admin: { ...field.admin, position: undefined } }) as Field),
})

interface GenerateButtonOf {
  kind: string
  /** On the page of a document: the input of a run that names it. Left out on a list. */
  names?: string
  /** One of the form's other ways. */
  way?: string
  /** In a row of the document: the field of the form that starts with this row alone. */
  row?: string
  /** Of the button, where another one stands on the same page. */
  buttonId?: string
}

/**
 * The Generate button with its panel, on a list or on a document. A server component: it reads the settings itself, and
 * a user who may not generate is not sent it.
 */
export const generateButton = (serverProps: GenerateButtonOf) => ({
  path: 'payload-coursewright/rsc#Generate',
  serverProps: { ...serverProps },
})

/** Export of a document, and import into it where a file can be read back. */
export const documentFiles = (clientProps: { collection: string; isImported?: boolean }) => ({
  path: 'payload-coursewright/client#DocumentFiles',
  clientProps,
})
