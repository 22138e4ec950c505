import { strFromU8, unzipSync, zipSync } from 'fflate'
import { getDocumentProxy } from 'unpdf'
import { storable, windows1252 } from '../text.js'
import { type FileProblem, mostSources, mostUnpackedBytes } from './fileProblems.js'

/** The text of a file: of pages, or one whose headings are those of markdown. */
export type FileText =
  | { readonly pages: readonly { readonly page: number; readonly text: string }[] }
  | { readonly markdown: string }

/** Reads a file by what it holds, whatever its name. Of a DOCX or PDF it may take seconds. */
export const textOfFile = async (bytes: Uint8Array): Promise<FileText | FileProblem> => {
  if (bytes.length === 0) return { code: 'empty_file' }
  const text = await read(bytes)
  if ('code' in text) return text
  const isEmpty = 'pages' in text ? text.pages.length === 0 : text.markdown === ''
  const format = isPdf(bytes) ? 'PDF' : isZip(bytes) ? 'DOCX' : 'file'
  return isEmpty ? { code: 'file_without_text', format } : text
}

/** Whether a file may take seconds to read; plain text takes a moment. */
export const needsThread = (bytes: Uint8Array): boolean => isPdf(bytes) || isZip(bytes)

const read = async (bytes: Uint8Array): Promise<FileText | FileProblem> => {
  if (isPdf(bytes)) return readPdf(bytes)
  if (isZip(bytes)) return readDocx(bytes)
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    // What Word makes of a DOCX with a password, and also its old format.
    return indexOf(bytes, utf16('EncryptedPackage')) >= 0
      ? { code: 'encrypted_file', format: 'DOCX' }
      : { code: 'unsupported_file', is: 'of an old version of Office (save it as .docx)' }
  }
  return readPlain(bytes)
}

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, at) => bytes[at] === byte)
const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const utf16 = (text: string): Uint8Array => Uint8Array.from([...text].flatMap((letter) => [letter.charCodeAt(0), 0]))
const indexOf = (bytes: Uint8Array, part: Uint8Array): number =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(part)

/** Some programs write a few bytes before the mark. */
const isPdf = (bytes: Uint8Array): boolean => indexOf(bytes.subarray(0, 1024), ascii('%PDF-')) >= 0
const isZip = (bytes: Uint8Array): boolean =>
  startsWith(bytes, [0x50, 0x4b, 3, 4]) || startsWith(bytes, [0x50, 0x4b, 5, 6])

/** One spelling of line ends and spaces; nothing that Postgres cannot store. */
const tidy = (text: string): string =>
  storable(text)
    .replace(/\r\n?/g, '\n')
    .replace(/[\f\v]/g, '\n\n')
    // Begins only where a run begins: else each blank of a long one is looked at from each before it.
    .replace(/(?<![ \t\u00A0])[ \t\u00A0]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()

const readPlain = (bytes: Uint8Array): FileText | FileProblem => {
  if (startsWith(bytes, [...ascii('{\\rtf')])) return { code: 'unsupported_file', is: 'in Rich Text Format' }
  const text = decode(bytes)
  if (text === undefined)
    return { code: 'unsupported_file', is: 'text in another encoding than UTF-8 (save it as UTF-8)' }
  // Text has no such characters; pictures, programs and archives do.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  if (/[\u0000-\u0008\u000E-\u001A\u001C-\u001F]/.test(text)) return { code: 'unsupported_file', is: 'no text' }
  return { markdown: tidy(text) }
}

const decode = (bytes: Uint8Array): string | undefined => {
  if (startsWith(bytes, [0xff, 0xfe])) return new TextDecoder('utf-16le').decode(bytes)
  if (startsWith(bytes, [0xfe, 0xff])) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Not UTF-8: what older programs of the West write, or something that would give wrong letters.
    const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
    return isWestern(latin1) ? windows1252(latin1) : undefined
  }
}

/**
 * In the West nearly every letter that is not ASCII stands between letters that are, and five bytes mean nothing. Elsewhere
 * such bytes stand side by side: whole words of Russian or Greek, two bytes for a letter in East Asia.
 */
const isWestern = (latin1: string): boolean => {
  if (/[\u0081\u008d\u008f\u0090\u009d]/.test(latin1)) return false
  const lettersIn = (text: string) => text.match(/[\u00c0-\u00ff]/g)?.length ?? 0
  const runs = latin1.match(/[\u0080-\u00ff]{4,}/g) ?? []
  return 2 * lettersIn(runs.join('')) <= lettersIn(latin1)
}

/** What of a DOCX has text or says how it is to be read; pictures, fonts and macros stay packed. */
const hasText = /^(?:\[Content_Types\]\.xml|_rels\/\.rels|word\/(?:_rels\/)?[\w-]+\.xml(?:\.rels)?)$/

const readDocx = async (bytes: Uint8Array): Promise<FileText | FileProblem> => {
  const broken: FileProblem = { code: 'broken_file', format: 'DOCX' }
  let unpacked = 0
  let isWord = false
  let entries: Record<string, Uint8Array>
  try {
    entries = unzipSync(bytes, {
      // Never more is unpacked of an entry than it says here.
      filter: ({ name, originalSize }) => {
        // Where it is called otherwise, `_rels/.rels` says so.
        if (/^word\/document\d*\.xml$/.test(name)) isWord = true
        if (!hasText.test(name)) return false
        unpacked += originalSize
        return unpacked <= mostUnpackedBytes
      },
    })
  } catch {
    return unpacked > mostUnpackedBytes ? { code: 'unpacks_too_large' } : broken
  }
  if (unpacked > mostUnpackedBytes) return { code: 'unpacks_too_large' }
  if (!isWord) return { code: 'unsupported_file', is: 'an archive, or a document of another program than Word' }
  // No program writes them; entities are how a small file becomes a large one.
  if (Object.values(entries).some((entry) => /<!(?:DOCTYPE|ENTITY)/i.test(strFromU8(entry.subarray(0, 4096), true))))
    return broken
  // A tenth of a second that no process should pay for before it reads a DOCX.
  const { default: mammoth } = await import('mammoth')
  try {
    const buffer = Buffer.from(zipSync(entries, { level: 0 }))
    const { value } = await mammoth.convertToHtml({ buffer }, { externalFileAccess: false })
    return { markdown: tidy(markdownOf(value)) }
  } catch {
    return broken
  }
}

const htmlEntities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' }

/** The HTML that mammoth writes, which is plain and whole, as text with headings, lists and rows. */
const markdownOf = (html: string): string =>
  html
    .replace(/<h([1-6])\b[^>]*>/g, (_, depth) => `\n\n${'#'.repeat(Number(depth))} `)
    .replace(/<li\b[^>]*>/g, '\n- ')
    .replace(/<br\b[^>]*>/g, '\n')
    .replace(/<\/t[dh]>/g, ' | ')
    .replace(/<\/tr>/g, '\n')
    .replace(/<\/(?:h[1-6]|p|ul|ol|table)>/g, '\n\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|nbsp);/g, (_, name: string) => htmlEntities[name] ?? '')
    .replace(/(?<!\n)\n+ \| /g, ' | ')
    .replace(/ \| *$/gm, '')
    .replace(/^(#+ |- )\s*\n+/gm, '$1')

const withoutMap =
  'a PDF with text of East Asia in a font that names a character map and brings none (print it into a new PDF, or save it as DOCX)'

const readPdf = async (bytes: Uint8Array): Promise<FileText | FileProblem> => {
  hideAdditions()
  try {
    let needsMap = false
    /** What is not in the file. A font that names a map of characters and brings none would be left out without a word. */
    class Elsewhere {
      async fetch({ filename }: { filename: string }): Promise<Uint8Array> {
        needsMap ||= filename.endsWith('.bcmap')
        throw new Error(`There is no ${filename}.`)
      }
    }
    // A copy, for it takes the memory over. Nothing is loaded from elsewhere, and no script of the file is run.
    const options = { isEvalSupported: false, verbosity: 0, useWorkerFetch: false, BinaryDataFactory: Elsewhere }
    const pdf = await getDocumentProxy(new Uint8Array(bytes), options)
    if (pdf.numPages > mostSources) return { code: 'too_many_sources', sources: pdf.numPages }
    const pages = []
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number)
      const { items } = await page.getTextContent()
      const lines = items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('')
      // A word that was divided at the end of a line.
      const text = tidy(lines.replace(/(\p{Ll})[-\u00AD]\n(?=\p{Ll})/gu, '$1'))
      if (text !== '') pages.push({ page: number, text })
      page.cleanup()
    }
    return needsMap ? { code: 'unsupported_file', is: withoutMap } : { pages }
  } catch (error) {
    const isLocked = error instanceof Error && error.name === 'PasswordException'
    return { code: isLocked ? 'encrypted_file' : 'broken_file', format: 'PDF' }
  }
}

/**
 * The reader of PDF reads nothing where arrays or objects of the process have more than JavaScript gives them. drizzle-kit gives
 * arrays more, with which Payload adapts the tables of a database in development. It stays, only not to be seen in loops.
 */
const hideAdditions = (): void => {
  for (const prototype of [Object.prototype, Array.prototype]) {
    for (const name of Object.keys(prototype)) {
      const isOpen = Object.getOwnPropertyDescriptor(prototype, name)?.configurable
      if (isOpen) Object.defineProperty(prototype, name, { enumerable: false })
    }
  }
}
