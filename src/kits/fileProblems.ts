import { RequestError } from '../errors.js'

/** Bytes a file may have. */
export const mostFileBytes = 10 * 1024 * 1024
/** Bytes of text and structure that a DOCX may unpack to; a thousand pages of text have less. */
export const mostUnpackedBytes = 20 * 1024 * 1024
/** Sources one kit may have, and so one file may give. */
export const mostSources = 200
/** Characters of a file's name that are kept. */
export const longestFileName = 300

/** Why no text can be had of a file. */
export type FileProblem =
  | { readonly code: 'broken_file' | 'encrypted_file' | 'file_without_text'; readonly format: string }
  | { readonly code: 'unpacks_too_large' | 'slow_file' }
  | { readonly code: 'too_many_sources'; readonly sources: number }
  | { readonly code: 'unsupported_file'; readonly is: string }
  | { readonly code: 'empty_file' }

/** The refusal of such a file. */
export const refusalOf = (problem: FileProblem): RequestError => {
  switch (problem.code) {
    case 'empty_file':
      return new RequestError(400, 'The file is empty.', { code: problem.code })
    case 'unsupported_file':
      return new RequestError(
        415,
        `The file is ${problem.is}; allowed are ${formats.join(', ')}. What counts is what the file holds, not its name.`,
        { code: problem.code, allowed: formats },
      )
    case 'broken_file':
      return new RequestError(422, `The ${problem.format} is broken and cannot be read; save it anew and try again.`, {
        code: problem.code,
      })
    case 'encrypted_file':
      return new RequestError(422, `The ${problem.format} is protected by a password; save it without one.`, {
        code: problem.code,
      })
    case 'file_without_text':
      return new RequestError(
        422,
        `The ${problem.format} has no text, such as a scan that is pictures alone; run text recognition on it first.`,
        { code: problem.code },
      )
    case 'slow_file':
      return new RequestError(422, `The file takes too much time or memory to read; save a simpler one.`, {
        code: problem.code,
      })
    case 'unpacks_too_large':
      return new RequestError(413, `The file unpacks to more than ${mostUnpackedBytes} bytes; split it.`, {
        code: problem.code,
        maxBytes: mostUnpackedBytes,
      })
    case 'too_many_sources':
      return new RequestError(
        422,
        `The file has ${problem.sources} pages or pieces; a kit has at most ${mostSources} sources. Split the file, or take out what matters.`,
        { code: problem.code, sources: problem.sources, max: mostSources },
      )
  }
}

const formats = ['TXT', 'Markdown', 'DOCX', 'PDF']
