/** What people fill in to start a run of a kind. Plain data in the reader's language: the server sends it to the browser. */
export interface KindForm {
  /** On the button, and the title of the panel that it opens. */
  readonly button: string
  /** What happens, in a sentence or two. */
  readonly intro: string
  /** On the button that requests it. Default: Generate, in the reader's language. */
  readonly submit?: string
  /** How a run adds to a document that there is already, on the page of that document. */
  readonly adding?: {
    /** The input that names the document. With it, what is left open is sent as `null`: else the document's own would stand. */
    readonly name: string
    readonly button: string
    readonly intro: string
  }
  /** Other ways into the same form, by name: a button of its own, and values that the form starts with. */
  readonly ways?: Readonly<Record<string, FormWay>>
  /** One of these fields must say something before there is anything to ask for; until then this is said. */
  readonly needs?: { readonly oneOf: readonly string[]; readonly message: string }
  /**
   * The input that is a list of documents: each that the form is opened for becomes `{relationTo, value}` with what these fields say of
   * it. Such a form stands where documents are, and not on a list as a whole.
   */
  readonly each?: { readonly name: string; readonly fields: readonly string[] }
  /** In the order in which they are shown. Each becomes the input of its name. */
  readonly fields: readonly FormField[]
}

export interface FormWay {
  readonly button: string
  /** Default: the form's. */
  readonly intro?: string
  /** As a form holds them: texts; of a checkbox `true`. */
  readonly preset?: Readonly<Record<string, string>>
  /** Sent along, whatever is filled in: inputs that the form does not ask for. JSON. */
  readonly input?: Readonly<Record<string, unknown>>
  /** Names of the fields that are asked for. Default: all that are not extra. */
  readonly fields?: readonly string[]
}

/** A field of a form; `sort` says which, and with it what else it has. */
export type FormField =
  | NumberInput
  | SelectInput
  | PhasesInput
  | DocumentInput
  | TextInput
  | LongTextInput
  | ChoicesInput
  | LinesInput
  | CheckboxInput
  | RowsInput

interface FieldBase {
  /** Of the input. */
  readonly name: string
  readonly label: string
  readonly hint?: string
  /** In the page, after `coursewright-`. Default: the name. */
  readonly id?: string
  /** Stands beside the next field, or the one before, that is a half too. */
  readonly isHalf?: boolean
  /** Whether a user's next form starts with what was chosen here. Default: numbers, selects, phases and documents do. */
  readonly isRemembered?: boolean
  /** Asked for by those ways alone that name it. */
  readonly isExtra?: boolean
  /** Asked for, and sent, only while another field of this form has one of these values; `''` is none. */
  readonly shownWhen?: { readonly name: string; readonly values: readonly string[] }
}

/** A whole number. */
interface NumberInput extends FieldBase {
  readonly sort: 'number'
  readonly default: number
  readonly min: number
  readonly max?: number
}

/** One of several values. */
interface SelectInput extends FieldBase {
  readonly sort: 'select'
  readonly options: readonly { readonly value: string; readonly label: string }[]
  /** What choosing none is called; without it one is always chosen, at first the first. */
  readonly empty?: string
  /** Not asked for where a run adds to a document, whose own it is. */
  readonly isOfDocument?: boolean
}

/**
 * Phases of a game, with how many positions the library has for each: the estimate's fact `available`. All are chosen at
 * first, and sent as none, so that the server draws from those that have positions.
 */
export interface PhasesInput extends FieldBase {
  readonly sort: 'phases'
  /** The field that holds the game. */
  readonly dependsOn: string
  readonly options: readonly { readonly value: string; readonly label: string; readonly of: string }[]
}

/** A document of a small collection, at most 500. */
export interface DocumentInput extends FieldBase {
  readonly sort: 'document'
  readonly collection: string
  readonly titleField: string
  /** What choosing none is called. */
  readonly empty: string
  /** A field of this form: only documents with the same value in their field of that name can be chosen. */
  readonly dependsOn?: string
  /** Said where the list cannot be loaded. */
  readonly failed: string
  /** Sent as a list of one, for an input that takes several. */
  readonly isList?: boolean
}

/** One line of text. */
interface TextInput extends FieldBase {
  readonly sort: 'text'
  readonly maxLength: number
}

/** A text of several lines. */
interface LongTextInput extends FieldBase {
  readonly sort: 'longText'
  readonly maxLength: number
}

/** Any of several values. All are chosen at first, and sent as none. Not asked for where there are none, or one alone. */
export interface ChoicesInput extends FieldBase {
  readonly sort: 'choices'
  /** A page may put its own in their place, such as the parts of its document. */
  readonly options: readonly { readonly value: string; readonly label: string }[]
  /** Said while none is chosen. */
  readonly noneChosen: string
}

/** Several texts, each on a line of its own. Sent as a list, none as nothing. */
export interface LinesInput extends FieldBase {
  readonly sort: 'lines'
  /** Most lines. */
  readonly most: number
  /** Of a line. */
  readonly maxLength: number
  /** Each line becomes an object with this property: `topic` makes `[{topic: line}]`. Default: a list of texts. */
  readonly as?: string
}

/** Yes or no. Sent as `true`, or not at all. */
interface CheckboxInput extends FieldBase {
  readonly sort: 'checkbox'
}

/** Some of the rows of a document that another field of this form names. Sent as a list of their texts, none as nothing. */
export interface RowsInput extends FieldBase {
  readonly sort: 'rows'
  /** The field with the document. */
  readonly dependsOn: string
  /** Of that document. */
  readonly collection: string
  /** Its list, and the text of a row. */
  readonly rows: string
  readonly text: string
  /** Said where they cannot be loaded. */
  readonly failed: string
}
