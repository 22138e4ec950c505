'use client'
import { isRecord, requestJson, textOf } from '../shared/api.js'
import { useAnswer } from '../shared/useAnswer.js'

/** A document to choose from. */
interface Choice {
  id: string
  label: string
  /** What it is for, e.g. a game. */
  of: string
}

interface UseChoices {
  /** Of the collection in the REST API. */
  url: string
  titleField: string
  /** The field that says what a document is for. */
  dependsOn: string | undefined
  /** That is chosen; empty when none is. Looked up by itself where the list is too long to have it. */
  value: string
  /** Whether that one alone is wanted. */
  isFixed: boolean
}

const MOST = 500

/** The documents of a small collection, by title. `isGone` where what is chosen is not there any more. */
export const useChoices = ({ url, titleField, dependsOn = '', value, isFixed }: UseChoices) => {
  const fields = [titleField, dependsOn].filter(Boolean).map((field) => `select[${field}]=true`)
  const findIn = (which: string, isWanted: boolean) => {
    const address = `${url}?depth=0&${which}&${fields.join('&')}`
    const read = async (signal: AbortSignal): Promise<readonly Choice[]> => {
      const { docs } = await requestJson<{ docs: unknown[] }>({ url: address, signal })
      return docs.filter(isRecord).map((doc) => ({
        id: String(doc.id),
        label: textOf(doc[titleField]) || String(doc.id),
        of: textOf(doc[dependsOn]),
      }))
    }
    return { question: address, read, isWanted }
  }
  const list = useAnswer(findIn(`limit=${MOST}&sort=${titleField}`, !isFixed))
  const isListed = list.answer?.some(({ id }) => id === value)
  // The list first, and another look for what is not in it.
  const wanted = isFixed || isListed === false ? value : ''
  const one = useAnswer(findIn(`limit=1&where[id][equals]=${encodeURIComponent(wanted)}`, wanted !== ''))
  return {
    choices: [...(list.answer ?? []), ...(one.answer ?? [])],
    hasFailed: list.problem !== undefined || one.problem !== undefined,
    isGone: one.answer?.length === 0,
  }
}

interface UseRows {
  /** Of the collection in the REST API. */
  url: string
  /** Id of the document; empty when none is chosen. */
  document: string
  /** Its list, and the text of a row. */
  rows: string
  text: string
}

/** The different texts of a document's rows, in their order. */
export const useRows = ({ url, document, rows, text }: UseRows) => {
  const { answer, problem } = useAnswer<Record<string, unknown>>({
    question: `${url}/${encodeURIComponent(document)}?depth=0&select[${rows}]=true`,
    isWanted: document !== '',
  })
  const list = answer?.[rows]
  const texts = (Array.isArray(list) ? list.filter(isRecord) : []).map((row) => textOf(row[text]))
  return { texts: [...new Set(texts.filter(Boolean))], hasFailed: problem !== undefined }
}
